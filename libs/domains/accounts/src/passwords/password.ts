import { availableParallelism } from 'node:os';
import { addressKey } from '@antrean/platform/http';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createFairTurns, type Turn } from '@antrean/platform/concurrency';
import { passwordForms } from '@antrean/platform/text';
import bcrypt from 'bcrypt';

/** bcrypt looks at 72 bytes and silently drops the rest, so longer passwords are refused (decision 30). */
export const MAX_PASSWORD_BYTES = 72;
export const MIN_PASSWORD_LENGTH = 8;

/**
 * How many passwords are hashed at once on so many cores. Each keeps a core busy for a quarter of a second; one is left
 * to whatever else runs there, the rest of the api and the database, which would starve in a flood of guesses.
 */
export const hashesAtOnce = (cores: number): number => Math.min(2, Math.max(1, cores - 1));

const WIDTH = hashesAtOnce(availableParallelism());
/** Half a minute's work; whoever comes then is better told to come again. */
const CAPACITY = 100 * WIDTH;

/** For commands and the start, where nobody else waits. */
const ALONE: Turn = { of: [] };

/** In place of a hash: whoever has it comes in by no password. */
export const NO_PASSWORD = '!';

/** A hash, or how it is found when its turn has come: of those who wait none asks the database. */
type KnownHash = string | undefined | (() => Promise<string | undefined>);

export interface Passwords {
  hash(password: string, turn?: Turn): Promise<string>;
  /** Takes as long for `undefined`, when there is no such user, and for {@link NO_PASSWORD} as for a wrong password. */
  matches(password: string, hash: KnownHash, turn?: Turn): Promise<boolean>;
}

const fits = (password: string): boolean => Buffer.byteLength(password) <= MAX_PASSWORD_BYTES;
/** Whether bcrypt takes all of the password, in the form that is hashed. */
export const fitsBcrypt = (password: string): boolean => fits(passwordForms(password)[0]);

/** Hashing with bcrypt at this cost, one or two at a time in this process; all others wait in a fair line. */
export function createPasswords(cost: number): Passwords {
  // A well-formed hash that no password is known for: comparing with it costs what a real comparison costs.
  const nobody = `$2b$${String(cost).padStart(2, '0')}$C6UzMDM.H6dfI/f/IKxGhuQq4nb0C1dVgY0mJ9c3v7cXo1bqk6b8e`;
  const compare = async (password: string, hash: string | undefined): Promise<boolean> => {
    const possible = hash !== undefined && hash !== NO_PASSWORD && fits(password);
    const same = await bcrypt.compare(password, possible ? hash : nobody);
    return possible && same;
  };
  return {
    hash: (password, turn = ALONE) => {
      if (!fitsBcrypt(password)) throw new RangeError(`a password has at most ${MAX_PASSWORD_BYTES} bytes`);
      return inTurn(turn, () => bcrypt.hash(passwordForms(password)[0], cost));
    },
    matches: (password, known, turn = ALONE) =>
      inTurn(turn, async () => {
        const hash = typeof known === 'function' ? await known() : known;
        for (const form of passwordForms(password)) if (await compare(form, hash)) return true;
        return false;
      }),
  };
}

const inTurn = createFairTurns({ width: WIDTH, capacity: CAPACITY });

/**
 * Where a caller stands in line. Who is logged in has a lane of his own, which strangers can't fill; strangers take
 * turns by address, and there by what they want to log in as.
 */
export function turnOf(
  { actor, ip, signal }: { actor: UserPrincipal | null; ip: string; signal: AbortSignal },
  identifier = '',
): Turn {
  return {
    of: actor ? ['logged-in', String(actor.userId)] : ['stranger', addressKey(ip), identifier.toLowerCase()],
    signal,
  };
}
