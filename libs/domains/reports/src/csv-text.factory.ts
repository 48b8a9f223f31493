/**
 * Reads CSV by the letter of RFC 4180: lines end in CRLF, every line has as many fields, quotes are doubled.
 * @throws for anything else
 */
export function parseCsv(text: string): Record<string, string>[] {
  const records: string[][] = [];
  let rest = text;
  while (rest !== '') {
    const record: string[] = [];
    for (;;) {
      const field = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest);
      if (!field) throw new Error(`not RFC 4180 from here: ${JSON.stringify(rest.slice(0, 80))}`);
      rest = rest.slice(field[0].length);
      record.push(field[1]?.replaceAll('""', '"') ?? field[2] ?? '');
      if (field[3] === '\r\n') break;
    }
    records.push(record);
  }
  const [header = [], ...lines] = records;
  return lines.map((line) => {
    if (line.length !== header.length)
      throw new Error(`${line.length} fields under ${header.length} headers`);
    return Object.fromEntries(header.map((name, i) => [name, line[i] ?? '']));
  });
}
