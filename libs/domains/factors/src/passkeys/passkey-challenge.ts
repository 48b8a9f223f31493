import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';

const MINUTES = 5;
export const CHALLENGE_MS = MINUTES * 60_000;
export const MAX_PASSKEYS = 10;

/** For whom browsers sign: the public address, whatever a request says of itself. */
export function relyingParty({ publicUrl }: Pick<Config, 'publicUrl'>): { rpID: string; origin: string } {
  const { hostname, origin } = new URL(publicUrl);
  return { rpID: hostname, origin };
}

/** The library, which a process loads when somebody first uses a passkey: it is a seventh of all that the api would load. */
export const webauthn = () => import('@simplewebauthn/server');

/** Puts a challenge on record. `userId` is null for a login. */
export async function keepChallenge(
  em: EntityManager,
  userId: number | null,
  challenge: string,
): Promise<void> {
  await query(
    em,
    `insert into passkey_challenges (challenge, user_id, expires_at)
     values (?, ?, now() + ? * interval '1 minute')`,
    [challenge, userId, MINUTES],
  );
}

/** Uses a challenge up, also when what was signed with it is refused: so it is no part of a transaction. */
export async function takeChallenge(
  em: EntityManager,
  userId: number | null,
  challenge: string,
): Promise<boolean> {
  const taken = await query(
    em,
    `delete from passkey_challenges
     where challenge = ? and user_id is not distinct from ?::int and expires_at > now() returning challenge`,
    [challenge, userId],
  );
  return taken.length > 0;
}
