import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import { MAX_PASSKEYS } from './passkey-challenge.ts';
import type { PasskeyBody } from './passkey.contract.ts';

/** The passkeys of a user, the first first. */
export async function listPasskeys(em: EntityManager, userId: number): Promise<PasskeyBody[]> {
  return query<PasskeyBody>(
    em,
    `select id, name, created_at as "createdAt", last_used_at as "lastUsedAt" from passkeys
     where user_id = ? order by created_at, id limit ?`,
    [userId, MAX_PASSKEYS],
  );
}
