import { prepared, query, type PreparedStatement } from '@antrean/platform/database';
import { publish } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import { clearAlarms, findFlapping, raiseAlarms } from './alarms/alarms.ts';
import { machineStatusChanged } from './machine.messages.ts';
import {
  alarmOf,
  BACK_FOR_GOOD,
  statusOf,
  type Cause,
  type Counters,
  type Override,
  type ReportedStatus,
  type Standing,
  type Status,
} from './machine.state.ts';

/** A machine whose row is locked. */
export interface LockedMachine extends Standing {
  readonly id: number;
  readonly code: string;
  readonly outletId: number | null;
  readonly status: Status;
  readonly statusVersion: number;
  readonly lastSeq: number | null;
  /** The token that `lastSeq` is of; null when that is not known. */
  readonly seqToken: string | null;
  readonly fillPercent: number | null;
  readonly counters: Counters;
  readonly collected: Counters;
  readonly message: string | null;
  readonly isOverrideOver: boolean;
}

const LOCK = prepared(`
  select m.id, m.code, m.outlet_id as "outletId", s.status, s.status_version as "statusVersion",
    s.reported_status as "reportedStatus", s.beats, s.last_heard_at is not null as "wasHeard",
    s.override_status as "overrideStatus", s.last_seq as "lastSeq", s.seq_token as "seqToken",
    s.fill_percent as "fillPercent", s.counters, s.collected, s.message,
    coalesce(s.override_until <= clock_timestamp(), false) as "isOverrideOver"
  from rvm_states s join rvms m on m.id = s.rvm_id where s.rvm_id = ?::bigint for update of s`);

/** Locks the state of a machine; whoever else speaks of it waits for the end of this transaction. */
export async function lockMachine({ em }: Tx, id: number): Promise<LockedMachine | null> {
  const [row] = await query<Omit<LockedMachine, 'lastSeq'> & { lastSeq: string | null }>(em, LOCK, [id]);
  return row ? { ...row, lastSeq: row.lastSeq === null ? null : Number(row.lastSeq) } : null;
}

/** What a machine has just said. */
export interface Said {
  readonly reportedStatus: ReportedStatus;
  readonly fillPercent: number | null;
  readonly counters: Counters;
  readonly collected: Counters;
  readonly message: string | null;
  readonly lastSeq: number | null;
  readonly seqToken: string | null;
  readonly reportedAt: string | null;
}

/** What the history has of something besides what became of the status. */
interface Line {
  readonly reportedStatus?: ReportedStatus;
  readonly fillPercent?: number | null;
  readonly counters?: Counters | null;
  readonly deltas?: Counters | null;
  readonly countersReset?: boolean;
  readonly message?: string | null;
  readonly seq?: number | null;
  readonly reportedAt?: string | null;
  readonly isLate?: boolean;
}

/** What becomes of a machine. */
export interface Happening {
  readonly cause: Cause;
  /** It gave a sign of life; after the first it is to be looked after so many seconds whether it is silent. */
  readonly heard?: { readonly offlineAfterS: number };
  readonly said?: Said;
  readonly override?: {
    readonly status: Override;
    readonly until: string;
    readonly by: number;
    readonly reason: string | null;
  } | null;
  /** Absent when only a change of the status is worth a line. */
  readonly line?: Line;
}

const changing = (isSaid: boolean, isOverride: boolean): PreparedStatement =>
  // The clock is read behind the lock, so that what is later in the history was later.
  prepared(`
    with clock as materialized (select clock_timestamp() as at)
    update rvm_states s set
      status = ?, status_version = status_version + ?, status_since = case when ? then clock.at else status_since end,
      beats = ?, last_heard_at = case when ? then greatest(clock.at, last_heard_at) else last_heard_at end,
      silent_at = case when ? then clock.at + ? * interval '1 second' else silent_at end
      ${isSaid ? `, reported_status = ?, fill_percent = ?, counters = ?::jsonb, collected = ?::jsonb, message = ?, last_seq = ?, seq_token = ?, reported_at = ?` : ''}
      ${isOverride ? `, override_status = ?, override_until = ?, override_by = ?, override_reason = ?` : ''}
    from clock where s.rvm_id = ? and s.status_version = ? returning clock.at`);
/** By who has said something: the machine, or a person, never both at once. */
const CHANGE = {
  heard: changing(false, false),
  said: changing(true, false),
  overridden: changing(false, true),
};

/**
 * Writes what becomes of a machine, with its line in the history, and tells of it.
 * @returns how it is shown now
 */
export async function changeMachine(tx: Tx, before: LockedMachine, happening: Happening): Promise<Status> {
  const { cause, heard, said, override, line } = happening;
  const standing: Standing = {
    reportedStatus: said?.reportedStatus ?? before.reportedStatus,
    beats: heard ? Math.min(before.beats + 1, BACK_FOR_GOOD) : before.beats,
    wasHeard: before.wasHeard || heard !== undefined,
    overrideStatus: override === undefined ? before.overrideStatus : (override?.status ?? null),
  };
  const after = { ...before, ...said, ...standing, status: statusOf(standing) };
  const isChange = after.status !== before.status;
  const [written] = await query<{ at: string }>(
    tx.em,
    said ? CHANGE.said : override === undefined ? CHANGE.heard : CHANGE.overridden,
    [
      ...[after.status, isChange ? 1 : 0, isChange, standing.beats, heard !== undefined],
      // From its first sign of life on; later the sweep moves it.
      ...[heard !== undefined && before.beats === 0, heard?.offlineAfterS ?? 0],
      ...(said
        ? [
            ...[said.reportedStatus, said.fillPercent, JSON.stringify(said.counters)],
            ...[JSON.stringify(said.collected), said.message, said.lastSeq, said.seqToken],
            said.reportedAt,
          ]
        : []),
      ...(override === undefined
        ? []
        : [
            override?.status ?? null,
            override?.until ?? null,
            override?.by ?? null,
            override?.reason ?? null,
          ]),
      ...[before.id, before.statusVersion],
    ],
  );
  if (!written) throw new Error(`machine ${before.id} was changed by somebody who did not lock it`);
  if (isChange) {
    const change = {
      ...after,
      from: before.status,
      to: after.status,
      cause,
      at: written.at,
      line: line ?? {},
    };
    await tellChanges(tx, [{ ...change, statusVersion: before.statusVersion + 1 }]);
  } else {
    if (line)
      await writeHistory(tx, [{ id: before.id, at: written.at, to: after.status, from: null, cause, line }]);
    // It says once more what somebody has said is over, or an override has covered what it has come to.
    const speaksForItself = (said && after.overrideStatus === null) || cause === 'override-end';
    if (speaksForItself) await raiseAlarms(tx, alarmsOf({ ...after, rvmId: before.id }));
  }
  await clearWhatIsOver(tx, before, after);
  return after.status;
}

/** Alarms end by a machine that is ONLINE, and not only said to be; that of its silence when it is back for good. */
async function clearWhatIsOver(tx: Tx, before: LockedMachine, after: LockedMachine): Promise<void> {
  const isWell = ({ status, overrideStatus }: LockedMachine): boolean =>
    status === 'ONLINE' && overrideStatus === null;
  const quietly = after.status === 'MAINTENANCE';
  if (isWell(after) && !isWell(before)) await clearAlarms(tx, before.id, ['FULL', 'FAULT'], { quietly });
  if (after.beats === BACK_FOR_GOOD && before.beats < BACK_FOR_GOOD)
    await clearAlarms(tx, before.id, ['OFFLINE'], { quietly });
}

/** A change of a status that was written. */
export interface StatusChange {
  readonly id: number;
  readonly code: string;
  readonly outletId: number | null;
  readonly from: Status;
  readonly to: Status;
  readonly cause: Cause;
  readonly at: string;
  /** From the change on. */
  readonly statusVersion: number;
  readonly reportedStatus: ReportedStatus | null;
  readonly overrideStatus: Override | null;
  readonly lastSeq: number | null;
  readonly fillPercent: number | null;
  readonly counters: Counters;
  readonly message: string | null;
  readonly line: Line;
}

/** The alarm that a machine wants which is so, if any. */
function alarmsOf({
  rvmId,
  message,
  ...machine
}: Pick<LockedMachine, 'status' | 'reportedStatus' | 'overrideStatus' | 'message'> & {
  readonly rvmId: number;
}) {
  const kind = alarmOf(machine);
  return kind ? [{ rvmId, kind, message: kind === 'OFFLINE' ? null : message }] : [];
}

/** Tells of changes: a line in the history and an event for each, and alarms for what somebody has to see to. */
export async function tellChanges(tx: Tx, changes: readonly StatusChange[]): Promise<void> {
  if (changes.length === 0) return;
  await writeHistory(tx, changes);
  for (const { id: rvmId, code, outletId, from, to, cause, statusVersion, at, ...rest } of changes) {
    publish(tx, machineStatusChanged, {
      ...{ rvmId, code, outletId, oldStatus: from, newStatus: to, cause, statusVersion },
      at: new Date(at).toISOString(),
      seq: rest.lastSeq,
      telemetry: { fillPercent: rest.fillPercent, counters: { ...rest.counters }, message: rest.message },
    });
  }
  const flapping = await findFlapping(
    tx,
    changes.flatMap(({ id, from, to }) => (from === 'MAINTENANCE' || to === 'MAINTENANCE' ? [] : [id])),
  );
  await raiseAlarms(tx, [
    ...changes.flatMap(({ id: rvmId, to: status, ...change }) => alarmsOf({ ...change, rvmId, status })),
    ...flapping.map((rvmId) => ({ rvmId, kind: 'FLAPPING' as const, message: null })),
  ]);
}

/** What the history is written from; `from` is null when the status stayed. */
type HistoryLine = Pick<StatusChange, 'id' | 'at' | 'to' | 'cause' | 'line'> & {
  readonly from: Status | null;
};

const WRITE_HISTORY = prepared(`
  insert into rvm_history (rvm_id, at, cause, status, previous_status, reported_status, fill_percent, counters, deltas,
    counters_reset, message, seq, reported_at, is_late, actor_id)
  select id, at, cause, "to", "from", "reportedStatus", "fillPercent", nullif(counters, 'null'), nullif(deltas, 'null'),
    coalesce("countersReset", false), message, seq, "reportedAt", coalesce("isLate", false), ?::int
  from jsonb_to_recordset(?::jsonb) as l (id int, at timestamptz, cause text, "to" text, "from" text,
    "reportedStatus" text, "fillPercent" int, counters jsonb, deltas jsonb, "countersReset" boolean, message text,
    seq bigint, "reportedAt" timestamptz, "isLate" boolean)`);

async function writeHistory({ em, context }: Tx, lines: readonly HistoryLine[]): Promise<void> {
  const rows = lines.map(({ id, at, to, from, cause, line }) => ({ ...line, id, at, to, from, cause }));
  await query(em, WRITE_HISTORY, [context.actorId, JSON.stringify(rows)]);
}
