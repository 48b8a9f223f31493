import type { UserPrincipal } from '@antrean/platform/auth';
import { COUNT_LIMIT, cutSlice, idKey, query, startOf, type SqlValue } from '@antrean/platform/database';
import { problem, toPage, type GrowingPage } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { AlarmFacts, AlarmQuery, AlarmView, OwnAlarm } from './alarm.contract.ts';
import { mayRead, readableOutlets } from '../machine.policy.ts';

type AlarmRow = AlarmFacts & Pick<AlarmView, 'rvmId' | 'code' | 'outletId'>;

const ALARMS = `
  select a.id, a.rvm_id as "rvmId", m.code, m.outlet_id as "outletId", a.kind, a.message, a.raised_at as "raisedAt",
         a.acknowledged_at as "acknowledgedAt", a.acknowledged_by as "acknowledgedBy", a.cleared_at as "clearedAt",
         a.cleared_by as "clearedBy", a.note, a.work_order_id as "workOrderId", a.work_order_number as "workOrderNumber"
  from rvm_alarms a join rvms m on m.id = a.rvm_id`;

/** @throws problem `not_found`, also for one of a machine that the actor may not know of */
export async function readAlarm(em: EntityManager, actor: UserPrincipal, id: number): Promise<AlarmView> {
  const [row] = await query<AlarmRow>(em, `${ALARMS} where a.id = ?`, [id]);
  if (!row || !mayRead(actor, row.outletId)) throw problem('not_found');
  return toAlarmView(row);
}

/**
 * Alarms of the machines that somebody may know of, the newest first.
 * @throws problem `invalid_request`, `page_not_counted` as {@link startOf}
 */
export async function listAlarms(
  em: EntityManager,
  actor: UserPrincipal,
  { rvmId, kind, open, ...slice }: AlarmQuery,
): Promise<GrowingPage<AlarmView>> {
  const { after, offset } = startOf(slice, idKey);
  const conditions = ['true'];
  const values: SqlValue[] = [];
  const where = (condition: string, ...given: SqlValue[]): void => {
    conditions.push(condition);
    values.push(...given);
  };
  const outlets = readableOutlets(actor);
  if (outlets !== 'all') where(`m.outlet_id = any(?::int[])`, `{${[...outlets].join(',')}}`);
  if (rvmId !== undefined) where(`a.rvm_id = ?`, rvmId);
  if (kind !== undefined) where(`a.kind = ?`, kind);
  if (open !== undefined) where(open ? `a.cleared_at is null` : `a.cleared_at is not null`);
  const fitting = conditions.join(' and ');
  const [counted] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from (
       select from rvm_alarms a join rvms m on m.id = a.rvm_id where ${fitting} limit ?) counted`,
    [...values, COUNT_LIMIT],
  );
  if (after) where(`a.id < ?`, after[0]);
  const found = await query<AlarmRow>(
    em,
    `${ALARMS} where ${conditions.join(' and ')} order by a.id desc limit ? offset ?`,
    [...values, slice.limit + 1, offset],
  );
  const { rows, next } = cutSlice(found, slice, ({ id }) => [id]);
  return { ...toPage(rows.map(toAlarmView), counted?.total ?? 0, slice), next };
}

const instantOf = (text: string | null): string | null =>
  text === null ? null : new Date(text).toISOString();

const toAlarmView = ({ rvmId, code, outletId, ...facts }: AlarmRow): AlarmView => ({
  ...{ rvmId, code, outletId },
  ...toOwnAlarm(facts),
});

/** An alarm for whoever reads it with its machine. */
export function toOwnAlarm({ workOrderId, workOrderNumber, ...row }: AlarmFacts): OwnAlarm {
  return {
    ...row,
    state: row.clearedAt !== null ? 'cleared' : row.acknowledgedAt !== null ? 'acknowledged' : 'raised',
    raisedAt: new Date(row.raisedAt).toISOString(),
    acknowledgedAt: instantOf(row.acknowledgedAt),
    clearedAt: instantOf(row.clearedAt),
    workOrder:
      workOrderId !== null && workOrderNumber !== null ? { id: workOrderId, number: workOrderNumber } : null,
  };
}
