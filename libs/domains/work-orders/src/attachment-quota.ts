import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import { workOrderProblem } from './work-order.problem.ts';

export const FILES_PER_ORDER = 50;
/** Bytes that one person may attach in 24 hours: a photograph every three minutes of a day's work has room. */
export const BYTES_PER_USER = 1024 * 1024 * 1024;

/**
 * Makes sure that an order and a person have room for a file of so many bytes. Nobody else takes that room before the
 * transaction ends.
 * @throws problem `work_order_attachments_full` (409), `attachment_quota_exceeded` (429)
 */
export async function assertRoom(
  em: EntityManager,
  { orderId, userId, size }: { orderId: number; userId: number; size: number },
): Promise<void> {
  await query(em, `select pg_advisory_xact_lock(hashtextextended('attachments of user ' || ?::int, 0))`, [
    userId,
  ]);
  const [taken] = await query<{ files: number; bytes: string }>(
    em,
    `select (select count(*)::int from work_order_attachments where work_order_id = ?) as files,
            (select coalesce(sum(size), 0) from work_order_attachments
             where uploaded_by = ? and created_at > now() - interval '24 hours') as bytes`,
    [orderId, userId],
  );
  if (!taken) throw new Error('a select without from returned no row');
  if (taken.files >= FILES_PER_ORDER) {
    throw workOrderProblem('work_order_attachments_full', { parameters: { limit: FILES_PER_ORDER } });
  }
  if (Number(taken.bytes) + size > BYTES_PER_USER) {
    throw workOrderProblem('attachment_quota_exceeded', { parameters: { limit: BYTES_PER_USER } });
  }
}
