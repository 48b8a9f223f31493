import type { EntityManager } from '@mikro-orm/postgresql';
import { query, type PreparedValue } from '../database/query.ts';
import { problem } from '../problem/index.ts';
import type { IdempotentRequest } from './context.ts';

/**
 * Looks for the answer that an earlier request with this key got.
 * @throws problem `idempotency_key_reused` (422) for another request, `idempotency_key_in_use` (409) while the first runs.
 */
export async function replayAnswer<T>(
  em: EntityManager,
  request: IdempotentRequest,
): Promise<{ body: T } | undefined> {
  // Held until the transaction ends: whoever comes meanwhile learns that the first is still running.
  const [lock] = await query<{ free: boolean }>(
    em,
    `select pg_try_advisory_xact_lock(hashtextextended(?, 7)) as free`,
    [`${request.userId}:${request.key}`],
  );
  if (!lock?.free) throw problem('idempotency_key_in_use');
  const [row] = await query<{ request_hash: string; response: T }>(
    em,
    `select request_hash, response from idempotency_keys where user_id = ? and key = ?`,
    [request.userId, request.key],
  );
  if (!row) return undefined;
  // Hashes of the form before cannot be compared; keys live for two days.
  const comparable = row.request_hash.startsWith('canonical:');
  if (comparable && row.request_hash !== request.requestHash) throw problem('idempotency_key_reused');
  return { body: row.response };
}

/** The statement that remembers an answer, to be run in the transaction that it tells of. */
export const rememberAnswer = (
  request: IdempotentRequest,
  body: unknown,
): { sql: string; parameters: PreparedValue[] } => ({
  sql: `insert into idempotency_keys (user_id, key, request_hash, status, response) values (?, ?, ?, ?, ?::jsonb)`,
  parameters: [
    request.userId,
    request.key,
    request.requestHash,
    request.status,
    JSON.stringify(body ?? null),
  ],
});

/** Deletes the answers that a user's requests would get again, for somebody who leaves. */
export async function forgetAnswers(em: EntityManager, userId: number): Promise<void> {
  await query(em, `delete from idempotency_keys where user_id = ?`, [userId]);
}

/** Whether somebody else has just been answered with the same key. */
export const isKeyTaken = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === '23505' &&
  'constraint' in error &&
  String(error.constraint).startsWith('idempotency_keys');
