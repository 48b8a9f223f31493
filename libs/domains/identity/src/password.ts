import bcrypt from 'bcrypt';

/** bcrypt looks at 72 bytes and silently drops the rest, so longer passwords are refused (decision 30). */
export const MAX_PASSWORD_BYTES = 72;
export const MIN_PASSWORD_LENGTH = 8;

/** bcrypt keeps a core busy for a quarter of a second; beyond this many at once the rest of the api would starve. */
const WIDTH = 2;

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for `undefined`, when there is no such user, as for a wrong password. */
  matches(password: string, hash: string | undefined): Promise<boolean>;
}

/** Hashing with bcrypt at this cost, two at a time in this process. */
export function createPasswords(cost: number): Passwords {
  // A well-formed hash that no password is known for: comparing with it costs what a real comparison costs.
  const nobody = `$2b$${String(cost).padStart(2, '0')}$C6UzMDM.H6dfI/f/IKxGhuQq4nb0C1dVgY0mJ9c3v7cXo1bqk6b8e`;
  return {
    hash: (password) => {
      if (Buffer.byteLength(password) > MAX_PASSWORD_BYTES) {
        throw new RangeError(`a password has at most ${MAX_PASSWORD_BYTES} bytes`);
      }
      return inTurn(() => bcrypt.hash(password, cost));
    },
    matches: async (password, hash) => {
      const possible = hash !== undefined && Buffer.byteLength(password) <= MAX_PASSWORD_BYTES;
      const same = await inTurn(() => bcrypt.compare(password, possible ? hash : nobody));
      return possible && same;
    },
  };
}

const inTurn = createTurns(WIDTH);

/** Lets at most `width` pieces of work run at once; the others wait in line. */
export function createTurns(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    // Whoever finishes hands its turn over, so `running` counts turns and not those who wait.
    if (running >= width) await new Promise<void>((resolve) => void waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
