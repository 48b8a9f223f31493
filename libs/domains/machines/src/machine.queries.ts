import type { DisplayPrincipal, UserPrincipal } from '@antrean/platform/auth';
import { COUNT_LIMIT, cutSlice, query, startOf, type SqlValue } from '@antrean/platform/database';
import { problem, toPage, type GrowingPage } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { toOwnAlarm } from './alarms/alarm.queries.ts';
import type { CountQuery, MachineCounts, MachineQuery, MachineRow, MachineView } from './machine.contract.ts';
import { mayRead, readableOutlets } from './machine.policy.ts';
import { statusBeneath, WORST_FIRST, type Status } from './machine.state.ts';

const MACHINES = `
  select m.id, m.code, m.name, m.address, m.latitude, m.longitude, m.outlet_id as "outletId", m.capacity, m.version,
         m.created_at as "createdAt", m.updated_at as "updatedAt", s.status, s.status_since as "statusSince",
         s.reported_status as "reportedStatus", s.reported_at as "reportedAt", s.last_heard_at as "lastHeardAt", s.beats,
         s.fill_percent as "fillPercent", s.counters, s.collected, s.message, s.override_status as "overrideStatus",
         s.override_until as "overrideUntil", s.override_by as "overrideBy", s.override_reason as "overrideReason",
         coalesce((
           select json_agg(json_build_object(
             'id', a.id, 'kind', a.kind, 'message', a.message, 'raisedAt', a.raised_at,
             'acknowledgedAt', a.acknowledged_at, 'acknowledgedBy', a.acknowledged_by, 'clearedAt', a.cleared_at,
             'clearedBy', a.cleared_by, 'note', a.note, 'workOrderId', a.work_order_id,
             'workOrderNumber', a.work_order_number) order by a.id)
           from rvm_alarms a where a.rvm_id = m.id and a.cleared_at is null), '[]') as alarms
  from rvms m join rvm_states s on s.rvm_id = m.id`;

/** @throws problem `not_found`, also for a machine that the actor may not know of */
export async function readMachine(
  em: EntityManager,
  actor: UserPrincipal | DisplayPrincipal,
  id: number,
): Promise<MachineView> {
  const machine = await findMachine(em, id);
  if (!machine || !mayRead(actor, machine.outletId)) throw problem('not_found');
  return machine;
}

export async function findMachine(em: EntityManager, id: number): Promise<MachineView | null> {
  const [row] = await query<MachineRow>(em, `${MACHINES} where m.id = ?`, [id]);
  return row ? toMachineView(row) : null;
}

interface Fitting {
  readonly where: string;
  readonly values: readonly SqlValue[];
}

function fittingOf(
  actor: UserPrincipal | DisplayPrincipal,
  { status, outletId, q }: CountQuery & Pick<MachineQuery, 'status'>,
): Fitting {
  const conditions = ['true'];
  const values: SqlValue[] = [];
  const where = (condition: string, value: SqlValue): void => {
    conditions.push(condition);
    values.push(value);
  };
  const outlets = readableOutlets(actor);
  if (outlets !== 'all') where(`m.outlet_id = any(?::int[])`, `{${[...outlets].join(',')}}`);
  if (outletId !== undefined) where(`m.outlet_id = ?`, outletId);
  if (status !== undefined) where(`s.status = ?`, status);
  if (q !== undefined)
    where(`(m.code || ' ' || m.name) ilike ?`, `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
  return { where: conditions.join(' and '), values };
}

/** How many of the machines that somebody may know of are in each status. */
export async function countMachines(
  em: EntityManager,
  actor: UserPrincipal | DisplayPrincipal,
  wanted: CountQuery,
): Promise<MachineCounts> {
  const { where, values } = fittingOf(actor, wanted);
  const rows = await query<{ status: Status; count: number }>(
    em,
    `select s.status, count(*)::int from rvms m join rvm_states s on s.rvm_id = m.id where ${where} group by s.status`,
    values,
  );
  const counts: MachineCounts = { UNKNOWN: 0, ONLINE: 0, FULL: 0, FAULT: 0, MAINTENANCE: 0, OFFLINE: 0 };
  for (const { status, count } of rows) counts[status] = count;
  return counts;
}

/** How the machines are sorted: the last part is their id. */
const SORTS = {
  added: { key: z.tuple([z.int()]), by: ['m.id'], keyOf: ({ id }: MachineRow) => [id] },
  worst: {
    key: z.tuple([z.int(), z.int(), z.int()]),
    by: [
      `array_position('{${WORST_FIRST.join(',')}}'::text[], s.status)`,
      '-coalesce(s.fill_percent, -1)',
      'm.id',
    ],
    keyOf: ({ status, fillPercent, id }: MachineRow) => [
      WORST_FIRST.indexOf(status) + 1,
      -(fillPercent ?? -1),
      id,
    ],
  },
} as const;

/**
 * The machines that somebody may know of.
 * @throws problem `invalid_request`, `page_not_counted` as {@link startOf}
 */
export async function listMachines(
  em: EntityManager,
  actor: UserPrincipal | DisplayPrincipal,
  { sort, status, outletId, q, ...slice }: MachineQuery,
): Promise<GrowingPage<MachineView>> {
  const { by, key, keyOf } = SORTS[sort];
  const { after, offset } = startOf<readonly number[]>(slice, key);
  const { where, values } = fittingOf(actor, { status, outletId, q });
  const [counted] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from (
       select from rvms m join rvm_states s on s.rvm_id = m.id where ${where} limit ?) counted`,
    [...values, COUNT_LIMIT],
  );
  const columns = by.join(', ');
  const behind = after ? `and (${columns}) > (${by.map(() => '?').join(', ')})` : '';
  const found = await query<MachineRow>(
    em,
    `${MACHINES} where ${where} ${behind} order by ${columns} limit ? offset ?`,
    [...values, ...(after ?? []), slice.limit + 1, offset],
  );
  const { rows, next } = cutSlice(found, slice, keyOf);
  return { ...toPage(rows.map(toMachineView), counted?.total ?? 0, slice), next };
}

const instantOf = (text: string): string => new Date(text).toISOString();
const orNull = (text: string | null): string | null => (text === null ? null : instantOf(text));

function toMachineView(row: MachineRow): MachineView {
  const { overrideStatus, overrideUntil } = row;
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    location: { address: row.address, lat: row.latitude, lng: row.longitude },
    outletId: row.outletId,
    capacity: row.capacity,
    status: row.status,
    statusSince: instantOf(row.statusSince),
    statusBeneath: statusBeneath({ ...row, wasHeard: row.lastHeardAt !== null }),
    override:
      overrideStatus !== null && overrideUntil !== null
        ? {
            status: overrideStatus,
            until: instantOf(overrideUntil),
            by: row.overrideBy,
            reason: row.overrideReason,
          }
        : null,
    reportedStatus: row.reportedStatus,
    reportedAt: orNull(row.reportedAt),
    lastHeardAt: orNull(row.lastHeardAt),
    fillPercent: row.fillPercent,
    counters: row.counters,
    collected: row.collected,
    message: row.message,
    alarms: row.alarms.map(toOwnAlarm),
    version: row.version,
    createdAt: instantOf(row.createdAt),
    updatedAt: instantOf(row.updatedAt),
  };
}
