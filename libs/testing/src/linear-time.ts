/** What is repeated: every piece of syntax that some expression might begin, continue or end at. */
const UNITS = [
  ...' \t\n.:/?&#=;,%@"\'<>()[]{}\\|-_+*!~$^0aA',
  ...['\u00a0', '\u200b', '\u200d', '\u202e', '\ufeff', 'e\u0301', '\u0301', '\ufe0f', '👨\u200d🍳', '＝'],
  ...['.:', '://', 'a:', 'http://', 'http://a:b@', '?a', '&a=', '%7', '%74', 'a.', 'a@', '@a.', '\r\n', '""'],
  ...['=;', ' ;', ' ,', '*/', '1-', '1,', 'W/"', '<a', '<!--', '{"a":', '[1,', '\\"', 'password', '"token":'],
];
/** What makes an expression that has read all of it go back. */
const ENDS = ['', '\u0000', '@', '"', 'x'];

const SHORT = 500;
const FACTOR = 16;
/** Linear is 16 and quadratic 256; what is left for small texts costs a linear one nothing. */
export const ALLOWED_GROWTH = 64;
const CLOSE_LOOKS = 3;

const textOf = (unit: string, end: string, length: number): string =>
  unit.repeat(Math.ceil(length / unit.length)) + end;

async function read(reader: (text: string) => unknown, text: string): Promise<void> {
  try {
    await reader(text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}

/** Milliseconds for one reading, the best of `rounds`: whatever else the machine does only adds to the others. */
async function bestTime(work: () => Promise<void>, times: number, rounds: number): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (let time = 0; time < times; time += 1) await work();
    best = Math.min(best, (performance.now() - start) / times);
  }
  return best;
}

/** How many times longer a text of 16 times the length takes. Looked at closely only when it seems to be too long. */
export async function growth(
  reader: (text: string) => unknown,
  unit: string,
  end: string,
  shorter = SHORT,
): Promise<number> {
  const measure = async (rounds: number): Promise<number> => {
    const short = await bestTime(() => read(reader, textOf(unit, end, shorter)), FACTOR, rounds);
    const long = await bestTime(() => read(reader, textOf(unit, end, shorter * FACTOR)), 1, rounds);
    return long / short;
  };
  let found = await measure(1);
  // Another process may take a whole reading's time, several times over; what is too slow is so each time.
  for (let again = 0; again < CLOSE_LOOKS && found > ALLOWED_GROWTH; again += 1) found = await measure(10);
  return found;
}

/**
 * The texts that a reader takes longer for than in proportion to their length, each with how many times longer one of
 * 16 times the length takes. Measured against a shorter text and not by a clock; V8 tells nobody how many steps an
 * expression took. A refusal of the text is an answer too.
 */
export async function superLinearTexts(reader: (text: string) => unknown): Promise<string[]> {
  await read(reader, textOf('a', '', SHORT * FACTOR));
  const slow: string[] = [];
  for (const unit of UNITS) {
    for (const end of ENDS) {
      const times = await growth(reader, unit, end);
      if (times > ALLOWED_GROWTH) {
        slow.push(`${JSON.stringify(unit)} … ${JSON.stringify(end)}: ${times.toFixed(0)} ×`);
      }
    }
  }
  return slow;
}
