import type { UserPrincipal } from '@antrean/platform/auth';
import {
  COUNT_LIMIT,
  cutSlice,
  INSTANT_OF_CURSOR,
  instantKey,
  microsecondsOf,
  query,
  startOf,
  type SqlValue,
} from '@antrean/platform/database';
import { toPage, type GrowingPage } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { readMachine } from '../machine.queries.ts';
import type { HistoryEntry, HistoryQuery } from './report.contract.ts';

type HistoryRow = Omit<HistoryEntry, 'id' | 'seq'> & { id: string; seq: string | null; micros: number };

const historyKey = instantKey(z.int());

/**
 * What became of a machine, the newest first.
 * @throws problem `not_found`, `invalid_request`, `page_not_counted`
 */
export async function listHistory(
  em: EntityManager,
  actor: UserPrincipal,
  machineId: number,
  { from, to, changes, ...slice }: HistoryQuery,
): Promise<GrowingPage<HistoryEntry>> {
  const { id } = await readMachine(em, actor, machineId);
  const { after, offset } = startOf(slice, historyKey);
  const values: SqlValue[] = [id];
  const conditions = ['rvm_id = ?'];
  const where = (condition: string, ...given: SqlValue[]): void => {
    conditions.push(condition);
    values.push(...given);
  };
  if (from !== undefined) where(`at >= ?::timestamptz`, from);
  if (to !== undefined) where(`at < ?::timestamptz`, to);
  if (changes === true) where(`previous_status is not null`);
  const fitting = conditions.join(' and ');
  const [counted] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from (select from rvm_history where ${fitting} limit ?) counted`,
    [...values, COUNT_LIMIT],
  );
  const found = await query<HistoryRow>(
    em,
    `select id, at, cause, status, previous_status as "previousStatus", reported_status as "reportedStatus",
            fill_percent as "fillPercent", counters, deltas, counters_reset as "countersReset", message, seq,
            reported_at as "reportedAt", is_late as "isLate", actor_id as by, ${microsecondsOf('at')} as micros
     from rvm_history where ${fitting} ${after ? `and (at, id) < (${INSTANT_OF_CURSOR}, ?)` : ''}
     order by at desc, id desc limit ? offset ?`,
    [...values, ...(after ?? []), slice.limit + 1, offset],
  );
  const { rows, next } = cutSlice(found, slice, (row) => [row.micros, Number(row.id)]);
  return { ...toPage(rows.map(toEntry), counted?.total ?? 0, slice), next };
}

const toEntry = ({ micros: _, ...row }: HistoryRow): HistoryEntry => ({
  ...row,
  id: Number(row.id),
  at: new Date(row.at).toISOString(),
  seq: row.seq === null ? null : Number(row.seq),
  reportedAt: row.reportedAt === null ? null : new Date(row.reportedAt).toISOString(),
});
