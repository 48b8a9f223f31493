import { query, textArray, type Database } from '@antrean/platform/database';
import type { Subject } from './issue-token.ts';
import { hashToken, newToken } from './token-secret.ts';

/** A token of an hour, without asking who may have which; also for databases without entities. */
export async function createTestToken(
  database: Database,
  user: { readonly id: number },
  { abilities, subject }: { abilities: readonly string[]; subject?: Subject },
): Promise<{ id: string; token: string }> {
  const token = newToken();
  const [row] = await query<{ id: string }>(
    database.fork(),
    `insert into api_tokens (token_hash, name, abilities, subject_kind, subject_id, created_by, expires_at)
     values (decode(?, 'hex'), 'Test', ?::text[], ?, ?, ?, now() + interval '1 hour') returning id`,
    [
      hashToken(token).toString('hex'),
      textArray(abilities),
      subject?.kind ?? null,
      subject?.id ?? null,
      user.id,
    ],
  );
  if (!row) throw new Error('the token was not stored');
  return { id: row.id, token };
}
