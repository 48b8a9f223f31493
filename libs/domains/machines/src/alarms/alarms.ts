import { prepared, query, textArray } from '@antrean/platform/database';
import { notify } from '@antrean/platform/notifications';
import { enqueue, publish } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import { alarmCleared, alarmRaised, openWorkOrder } from './alarm.messages.ts';
import { machineAlarms, MOST_ALARMS } from './alarm.notification.ts';
import type { AlarmKind } from '../machine.state.ts';

/** So many changes of a status within so many minutes are one thing to see to, and not one each. */
const FLAPPING = { changes: 6, minutes: 10 };

interface Alarm {
  readonly alarmId: number;
  readonly rvmId: number;
  readonly code: string;
  readonly outletId: number | null;
  readonly kind: AlarmKind;
}

const RAISE = prepared(`
  with raised as (
    insert into rvm_alarms (rvm_id, kind, message)
    select "rvmId", kind, message from jsonb_to_recordset(?::jsonb) as w ("rvmId" int, kind text, message text)
    order by 1, 2
    on conflict (rvm_id, kind) where cleared_at is null do nothing returning id, rvm_id, kind
  )
  select r.id as "alarmId", m.id as "rvmId", m.code, m.outlet_id as "outletId", r.kind
  from raised r join rvms m on m.id = r.rvm_id order by r.id`);

/** Raises alarms where none of their kind is open. For what somebody has to come a work order is opened, by a job. */
export async function raiseAlarms(
  tx: Tx,
  wanted: readonly { readonly rvmId: number; readonly kind: AlarmKind; readonly message: string | null }[],
): Promise<void> {
  if (wanted.length === 0) return;
  const raised = await query<Alarm>(tx.em, RAISE, [JSON.stringify(wanted)]);
  for (const alarm of raised) {
    publish(tx, alarmRaised, alarm);
    if (alarm.kind === 'FULL' || alarm.kind === 'FAULT')
      enqueue(tx, openWorkOrder, { alarmId: alarm.alarmId });
  }
  tell(tx, raised, 'raised');
}

const CLEAR = prepared(`
  with cleared as (
    update rvm_alarms set cleared_at = now() where rvm_id = ? and kind = any(?::text[]) and cleared_at is null
    returning id, rvm_id, kind
  )
  select c.id as "alarmId", m.id as "rvmId", m.code, m.outlet_id as "outletId", c.kind
  from cleared c join rvms m on m.id = c.rvm_id order by c.id`);

/** Clears the open alarms of these kinds, because the machine is well again. */
export async function clearAlarms(
  tx: Tx,
  rvmId: number,
  kinds: readonly AlarmKind[],
  { quietly }: { quietly: boolean },
): Promise<void> {
  const cleared = await query<Alarm>(tx.em, CLEAR, [rvmId, textArray(kinds)]);
  for (const alarm of cleared) publish(tx, alarmCleared, { ...alarm, by: null, note: null });
  // That a bin was emptied is known to who did it; that a machine is back is not.
  if (!quietly)
    tell(
      tx,
      cleared.filter(({ kind }) => kind === 'OFFLINE'),
      'cleared',
    );
}

/** In as many notices as it takes; who is told gets what comes together in one mail all the same. */
function tell(tx: Tx, alarms: readonly Pick<Alarm, 'alarmId'>[], what: 'raised' | 'cleared'): void {
  for (let from = 0; from < alarms.length; from += MOST_ALARMS) {
    const some = alarms.slice(from, from + MOST_ALARMS);
    notify(tx, machineAlarms, { what, alarmIds: some.map(({ alarmId }) => alarmId) });
  }
}

const FIND_FLAPPING = prepared(`
  select w.id from unnest(?::int[]) as w (id) cross join lateral (
    select count(*) as changes from (
      select from rvm_history h
      where h.rvm_id = w.id and h.at > now() - interval '${FLAPPING.minutes} minutes' and h.previous_status is not null
        and 'MAINTENANCE' not in (h.status, h.previous_status) and h.cause not in ('override', 'override-end')
      limit ${FLAPPING.changes}) seen
  ) counted where counted.changes >= ${FLAPPING.changes} order by w.id`);

/** Those of these machines that have changed so often that it is no news any more. */
export async function findFlapping({ em }: Tx, rvmIds: readonly number[]): Promise<number[]> {
  if (rvmIds.length === 0) return [];
  const found = await query<{ id: number }>(em, FIND_FLAPPING, [`{${rvmIds.join(',')}}`]);
  return found.map(({ id }) => id);
}

/**
 * Ends the alarms of machines that have been as they are for as long, and tells what they have come to: while they flapped
 * nobody was told of anything else.
 * @returns whether some are still open
 */
export async function clearFlapping(tx: Tx): Promise<boolean> {
  const [open] = await query(
    tx.em,
    `select 1 from rvm_alarms where kind = 'FLAPPING' and cleared_at is null limit 1`,
  );
  if (!open) return false;
  const steady = await query<Alarm>(
    tx.em,
    `with steady as (
       select a.id from rvm_alarms a join rvm_states s on s.rvm_id = a.rvm_id
       where a.kind = 'FLAPPING' and a.cleared_at is null and s.status_since < now() - ? * interval '1 minute'
       order by a.rvm_id limit 100 for update of a skip locked
     ), cleared as (
       update rvm_alarms a set cleared_at = now() from steady where a.id = steady.id returning a.id, a.rvm_id, a.kind
     )
     select c.id as "alarmId", m.id as "rvmId", m.code, m.outlet_id as "outletId", c.kind
     from cleared c join rvms m on m.id = c.rvm_id order by c.id`,
    [FLAPPING.minutes],
  );
  if (steady.length === 0) return true;
  for (const alarm of steady) publish(tx, alarmCleared, { ...alarm, by: null, note: null });
  const untold = await query<Pick<Alarm, 'alarmId'>>(
    tx.em,
    `select id as "alarmId" from rvm_alarms where rvm_id = any(?::int[]) and cleared_at is null order by id`,
    [`{${steady.map(({ rvmId }) => rvmId).join(',')}}`],
  );
  tell(tx, untold, 'raised');
  return true;
}
