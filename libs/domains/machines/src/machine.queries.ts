import type { DisplayPrincipal, UserPrincipal } from '@antrean/platform/auth';
import { COUNT_LIMIT, cutSlice, idKey, query, startOf, type SqlValue } from '@antrean/platform/database';
import { problem, toPage, type GrowingPage } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { MachineQuery, MachineRow, MachineView } from './machine.contract.ts';
import { mayRead, readableOutlets } from './machine.policy.ts';
import { statusBeneath } from './machine.state.ts';

const MACHINES = `
  select m.id, m.code, m.name, m.address, m.latitude, m.longitude, m.outlet_id as "outletId", m.capacity, m.version,
         m.created_at as "createdAt", m.updated_at as "updatedAt", s.status, s.status_since as "statusSince",
         s.reported_status as "reportedStatus", s.reported_at as "reportedAt", s.last_heard_at as "lastHeardAt", s.beats,
         s.fill_percent as "fillPercent", s.counters, s.collected, s.message, s.override_status as "overrideStatus",
         s.override_until as "overrideUntil", s.override_by as "overrideBy", s.override_reason as "overrideReason"
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

/**
 * The machines that somebody may know of, in the order in which they were added.
 * @throws problem `invalid_request`, `page_not_counted` as {@link startOf}
 */
export async function listMachines(
  em: EntityManager,
  actor: UserPrincipal | DisplayPrincipal,
  { status, outletId, q, ...slice }: MachineQuery,
): Promise<GrowingPage<MachineView>> {
  const { after, offset } = startOf(slice, idKey);
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
  const fitting = conditions.join(' and ');
  const [counted] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from (
       select from rvms m join rvm_states s on s.rvm_id = m.id where ${fitting} limit ?) counted`,
    [...values, COUNT_LIMIT],
  );
  const found = await query<MachineRow>(
    em,
    `${MACHINES} where ${fitting} and m.id > ? order by m.id limit ? offset ?`,
    [...values, after?.[0] ?? 0, slice.limit + 1, offset],
  );
  const { rows, next } = cutSlice(found, slice, ({ id }) => [id]);
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
    version: row.version,
    createdAt: instantOf(row.createdAt),
    updatedAt: instantOf(row.updatedAt),
  };
}
