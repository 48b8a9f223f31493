import { isDeepStrictEqual } from 'node:util';
import type { DevicePrincipal } from '@antrean/platform/auth';
import { prepared, query } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { invalidField, problem } from '@antrean/platform/http';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import { changeMachine, lockMachine, type LockedMachine } from '../change-state.ts';
import { assertOwn } from './heartbeat.ts';
import { machineReading } from '../machine.messages.ts';
import type { MachineSettings } from '../machine.settings.ts';
import { BACK_FOR_GOOD, countOn, type Status } from '../machine.state.ts';
import { MOST_MATERIALS, type ReportTaken, type StatusReport } from './report.contract.ts';

type Dependencies = Pick<RouteDependencies, 'unitOfWork' | 'database' | 'signals'> & {
  readonly settings: MachineSettings;
};

/** A report that says what is known already is a sign of life, and costs what one does. */
export const SAME_AGAIN = prepared(`
  with unhurried as materialized (select set_config('synchronous_commit', 'off', true))
  update rvm_states s set last_heard_at = now(), last_seq = coalesce(r.seq, last_seq),
    seq_token = case when r.seq is null then seq_token else r.token end, reported_at = ?::timestamptz
  from unhurried, (select ?::bigint as seq, ?::uuid as token) r
  where rvm_id = ?::bigint and beats = ${BACK_FOR_GOOD} and reported_status = ?::text
    and (?::int is null or fill_percent = ?::int) and counters @> ?::jsonb and message is not distinct from ?::text
    and (r.seq is null or last_seq is null or seq_token is distinct from r.token or last_seq < r.seq)
    and (override_status is not null or status not in ('FULL', 'FAULT')
      or exists (select from rvm_alarms a where a.rvm_id = s.rvm_id and a.kind = status and a.cleared_at is null))
  returning status`);

/**
 * Takes what a machine says of itself. What has a lower seq than something before it by the same token is kept in the history
 * and changes nothing else; what has the same one was heard already. Its own clock decides nothing.
 * @throws problem `not_found` for another machine than the token's, `invalid_request` for too many counters
 */
export async function reportStatus(
  { unitOfWork, database, signals, settings }: Dependencies,
  device: DevicePrincipal,
  context: Context,
  id: number,
  report: StatusReport,
): Promise<ReportTaken> {
  assertOwn(device, id);
  const { status: said, fillPercent = null, counters = {}, message, seq = null, reportedAt = null } = report;
  const [same] = await query<{ status: Status }>(database.fork(), SAME_AGAIN, [
    ...[
      reportedAt,
      seq,
      device.tokenId,
      id,
      said,
      fillPercent,
      fillPercent,
      JSON.stringify(counters),
      message,
    ],
  ]);
  const everySeconds = settings.reportEveryS;
  if (same) return { id, status: same.status, isLate: false, reportEverySeconds: everySeconds };
  const { reading, ...taken } = await transaction(unitOfWork, context, async (tx) => {
    const machine = await lockMachine(tx, id);
    if (!machine) throw problem('not_found');
    const lastSeq = machine.seqToken === device.tokenId ? machine.lastSeq : null;
    const isLate = seq !== null && lastSeq !== null && seq < lastSeq;
    if (isLate || (seq !== null && seq === lastSeq))
      return { status: await hearOld(tx, machine, report, { isLate, settings }), isLate, reading: null };
    return { ...(await hearNew(tx, machine, report, { device, settings })), isLate };
  });
  if (reading) signals.emit(machineReading, { rvmId: id, status: taken.status, ...reading });
  return { id, ...taken, reportEverySeconds: everySeconds };
}

/** A report that came before, or that one has overtaken: it still says that the machine lives. */
const hearOld = (
  tx: Tx,
  machine: LockedMachine,
  { status, fillPercent, counters, message, seq, reportedAt }: StatusReport,
  { isLate, settings }: { isLate: boolean; settings: MachineSettings },
): Promise<Status> =>
  changeMachine(tx, machine, {
    cause: 'report',
    heard: settings,
    ...(isLate && {
      line: {
        ...{ reportedStatus: status, fillPercent: fillPercent ?? null, counters: counters ?? null, message },
        ...{ seq: seq ?? null, reportedAt: reportedAt ?? null, isLate },
      },
    }),
  });

async function hearNew(
  tx: Tx,
  machine: LockedMachine,
  { status: reportedStatus, message, seq, reportedAt, ...rest }: StatusReport,
  { device, settings }: { device: DevicePrincipal; settings: MachineSettings },
) {
  const { fillPercent = machine.fillPercent } = rest;
  const counted = countOn(machine, rest.counters ?? {});
  const { counters, collected, deltas, wasReset: countersReset } = counted;
  if (Object.keys(counters).length > MOST_MATERIALS) throw tooManyMaterials();
  const saysNothingNew =
    reportedStatus === machine.reportedStatus &&
    fillPercent === machine.fillPercent &&
    message === machine.message &&
    isDeepStrictEqual(counters, machine.counters);
  const status = await changeMachine(tx, machine, {
    cause: 'report',
    heard: settings,
    said: {
      ...{ reportedStatus, fillPercent, counters, collected, message },
      ...(seq === undefined
        ? { lastSeq: machine.lastSeq, seqToken: machine.seqToken }
        : { lastSeq: seq, seqToken: device.tokenId }),
      ...{ reportedAt: reportedAt ?? null },
    },
    ...(!saysNothingNew && {
      line: {
        ...{ reportedStatus, fillPercent, counters: rest.counters ?? null, deltas, countersReset, message },
        ...{ seq: seq ?? null, reportedAt: reportedAt ?? null },
      },
    }),
  });
  const reading = { outletId: machine.outletId, fillPercent, counters: { ...counters }, message };
  return { status, reading: saysNothingNew ? null : reading };
}

const tooManyMaterials = () =>
  invalidField('body.counters', {
    en: `the machine would count more than ${MOST_MATERIALS} materials`,
    id: `mesin akan menghitung lebih dari ${MOST_MATERIALS} bahan`,
  });
