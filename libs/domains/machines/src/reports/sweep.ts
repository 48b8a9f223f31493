import { query } from '@antrean/platform/database';
import { defineSchedule, MORE, NOTHING, type Schedule } from '@antrean/platform/queue';
import type { Tx } from '@antrean/platform/transaction';
import { clearFlapping } from '../alarms/alarms.ts';
import { tellChanges } from '../change-state.ts';
import { gapS } from './listening.ts';
import type { MachineSettings } from '../machine.settings.ts';
import type { Counters, Override, ReportedStatus, Status } from '../machine.state.ts';

const EVERY_MS = 5_000;
/** Machines that one turn looks at; turns follow each other until all are seen to. */
const BATCH = 1_000;

/** Finds machines that have fallen silent. */
export const sweepSchedule = (settings: MachineSettings): Schedule =>
  defineSchedule({
    name: 'machines.sweep',
    everyMs: EVERY_MS,
    // Whoever is heard for the first time now is not silent before that.
    restMs: Math.max(EVERY_MS, (settings.offlineAfterS * 1_000) / 2),
    run: (tx) => sweep(tx, settings),
  });

interface Looked {
  readonly id: number;
  readonly code: string;
  readonly outletId: number | null;
  readonly from: Status;
  readonly to: Status;
  readonly statusVersion: number;
  readonly at: string;
  readonly lastSeq: string | null;
  readonly fillPercent: number | null;
  readonly counters: Counters;
  readonly message: string | null;
  readonly reportedStatus: ReportedStatus | null;
  readonly overrideStatus: Override | null;
}

/**
 * Looks at the machines whose time has come: those that were heard meanwhile are looked at again later, and the others are
 * OFFLINE from now on, by the database's clock. While the api is away, and until machines have had their time after it came
 * back, there are none of these.
 */
export async function sweep(tx: Tx, settings: MachineSettings): Promise<typeof MORE | typeof NOTHING | void> {
  const flapping = await clearFlapping(tx);
  const looked = await query<Looked>(
    tx.em,
    `with due as (
       select s.rvm_id, greatest(s.last_heard_at, l.since) + ? * interval '1 second' as silent_at, s.status, l.until
       from rvm_listening l join rvm_states s on s.silent_at <= now()
       where l.until > now() - ? * interval '1 second'
       order by s.silent_at limit ? for update of s skip locked
     )
     update rvm_states s set
       silent_at = case when d.silent_at > now() then d.silent_at end,
       beats = case when d.silent_at > now() then s.beats else 0 end,
       status = case when d.silent_at > now() then s.status else coalesce(s.override_status, 'OFFLINE') end,
       status_version = s.status_version
         + case when d.silent_at <= now() and s.status <> coalesce(s.override_status, 'OFFLINE') then 1 else 0 end,
       status_since = case when d.silent_at <= now() and s.status <> coalesce(s.override_status, 'OFFLINE') then now()
         else s.status_since end
     from due d join rvms m on m.id = d.rvm_id
     where s.rvm_id = d.rvm_id
     returning m.id, m.code, m.outlet_id as "outletId", d.status as "from",
       s.status as "to", s.status_version as "statusVersion", now() as at, s.last_seq as "lastSeq",
       s.fill_percent as "fillPercent", s.counters, s.message, s.reported_status as "reportedStatus",
       s.override_status as "overrideStatus"`,
    [settings.offlineAfterS, gapS(settings), BATCH],
  );
  const silent = looked.filter(({ from, to }) => from !== to);
  await tellChanges(
    tx,
    silent.map((machine) => ({
      ...machine,
      cause: 'silence' as const,
      line: {},
      lastSeq: machine.lastSeq === null ? null : Number(machine.lastSeq),
    })),
  );
  if (looked.length === BATCH) return MORE;
  if (flapping) return;
  const [any] = await query(tx.em, `select 1 from rvm_states where silent_at is not null limit 1`);
  if (!any) return NOTHING;
}
