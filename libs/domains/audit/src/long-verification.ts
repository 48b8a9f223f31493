import { instantOf, query, type Database } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import { enqueue } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { AnchorFile } from './anchor-file.ts';
import type { LongVerification } from './audit-verification.contract.ts';
import type { Checkpoint } from './checkpoint.ts';
import { verifyMonths } from './messages.ts';
import type { MonthRange } from './verify-trail.ts';

/** What a request follows itself, in less than a second; with more it would keep others waiting. */
const MAX_LINES = 20_000;
const MAX_ANCHOR_BYTES = 1_000_000;

/** Whether a proof is too long for a request. */
export async function isLong(
  { database, anchorFile }: { database: Database; anchorFile: AnchorFile },
  range: MonthRange,
  since: Checkpoint | null,
): Promise<boolean> {
  const [heads] = await query<{ lines: number }>(
    database.fork(),
    `select coalesce(sum(last_seq), 0)::float8 as lines from audit_heads
     where chain >= coalesce(?, chain) and chain <= coalesce(?, chain)`,
    [range.from ?? null, range.to ?? null],
  );
  const followed = since?.months.reduce((sum, { seq }) => sum + seq, 0) ?? 0;
  const unread = await anchorFile.bytesSince(since?.anchors.place ?? null);
  return (heads?.lines ?? 0) - followed > MAX_LINES || unread > MAX_ANCHOR_BYTES;
}

/** Leaves a proof to a worker. Who asks for the same while it is being made gets the same. */
export function requestVerification(
  unitOfWork: UnitOfWork,
  context: Context,
  actor: UserPrincipal,
  range: MonthRange,
): Promise<LongVerification> {
  return transaction(unitOfWork, context, async (tx) => {
    const months = [range.from ?? null, range.to ?? null];
    // One who asks at a time: those who ask at once get the same as well.
    await query(tx.em, `select pg_advisory_xact_lock(hashtext('antrean audit verification'))`);
    const [running] = await query<{ id: string }>(
      tx.em,
      `select id from audit_verifications where status = 'queued'
       and from_month is not distinct from ? and to_month is not distinct from ? limit 1`,
      months,
    );
    if (running) return readVerification(tx.em, running.id);
    const [made] = await query<{ id: string }>(
      tx.em,
      `insert into audit_verifications (from_month, to_month, requested_by) values (?, ?, ?) returning id`,
      [...months, actor.userId],
    );
    if (!made) throw new Error('PostgreSQL kept no record of the verification');
    enqueue(tx, verifyMonths, { verificationId: made.id });
    return readVerification(tx.em, made.id);
  });
}

/** @throws problem `not_found` */
export async function readVerification(
  em: ReturnType<Database['fork']>,
  id: string,
): Promise<LongVerification> {
  const [row] = await query<LongVerification>(
    em,
    `select id, status, from_month as "from", to_month as "to", ${instantOf('created_at')} as "createdAt",
       ${instantOf('finished_at')} as "finishedAt", result
     from audit_verifications where id = ?`,
    [id],
  );
  if (!row) throw problem('not_found');
  return row;
}
