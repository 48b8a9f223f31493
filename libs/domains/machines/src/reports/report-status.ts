import { isDeepStrictEqual } from 'node:util';
import type { DevicePrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { invalidField, problem } from '@antrean/platform/http';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import { changeMachine, lockMachine, type LockedMachine, type Said } from '../change-state.ts';
import { assertOwn } from './heartbeat.ts';
import { machineReading } from '../machine.messages.ts';
import type { MachineSettings } from '../machine.settings.ts';
import { alarmOf, BACK_FOR_GOOD, countOn, statusOf, type Status } from '../machine.state.ts';
import { MOST_MATERIALS, type ReportTaken, type StatusReport } from './report.contract.ts';
import { FIGURES, SAME_AGAIN, type SeenRow } from './report.statement.ts';

type Dependencies = Pick<RouteDependencies, 'unitOfWork' | 'database' | 'signals'> & {
  readonly settings: MachineSettings;
};

/** What is known of a machine when it reports. */
type Known = Omit<LockedMachine, 'code' | 'isOverrideOver'>;

/**
 * Takes what a machine says of itself. What has a lower seq than something before it by the same token is kept in the history
 * and changes nothing else; what has the same one was heard already. Its own clock decides nothing.
 * @throws problem `not_found` for another machine than the token's, `invalid_request` for too many counters
 */
export async function reportStatus(
  deps: Dependencies,
  device: DevicePrincipal,
  context: Context,
  id: number,
  report: StatusReport,
): Promise<ReportTaken> {
  assertOwn(device, id);
  const { status: said, fillPercent = null, counters = {}, message, seq = null, reportedAt = null } = report;
  const figures = [fillPercent, fillPercent, JSON.stringify(counters), message];
  const [seen] = await query<SeenRow>(deps.database.fork(), SAME_AGAIN, [
    ...[reportedAt, seq, device.tokenId, id, said, ...figures],
  ]);
  if (!seen) throw problem('not_found');
  const { reading, ...taken } =
    seen.same === null
      ? ((await hearFigures(deps, device, seen, report)) ?? (await hear(deps, device, context, id, report)))
      : { status: seen.same, isLate: false, reading: null };
  if (reading) deps.signals.emit(machineReading, { rvmId: id, status: taken.status, ...reading });
  return { id, ...taken, reportEverySeconds: deps.settings.reportEveryS };
}

/** The last report of this computer behind the machine. */
const lastSeqOf = ({ seqToken, lastSeq }: Known, { tokenId }: DevicePrincipal): number | null =>
  seqToken === tokenId ? lastSeq : null;

/**
 * What most reports are that say something new: other figures, of which nothing follows but a line in the history. That is one
 * statement, which finds the row as it was seen or writes nothing.
 * @returns null when more than that has happened
 */
async function hearFigures(
  { database }: Dependencies,
  device: DevicePrincipal,
  { rowVersion, lastSeq, ...row }: SeenRow,
  report: StatusReport,
) {
  const seen: Known = { ...row, lastSeq: lastSeq === null ? null : Number(lastSeq) };
  const { seq = null } = report;
  if (seq !== null && seq <= (lastSeqOf(seen, device) ?? -1)) return null;
  const { said, line, reading } = understand(seen, device, report);
  const after = { ...seen, reportedStatus: said.reportedStatus };
  const needsNobody = seen.overrideStatus !== null || alarmOf(after) === null;
  if (!line || seen.beats < BACK_FOR_GOOD || statusOf(after) !== seen.status || !needsNobody) return null;
  const [written] = await query<{ status: Status }>(database.fork(), FIGURES, [
    ...[said.reportedStatus, said.fillPercent, JSON.stringify(said.counters)],
    ...[JSON.stringify(said.collected), said.message, said.lastSeq, said.seqToken, said.reportedAt],
    ...[seen.id, rowVersion, line.counters && JSON.stringify(line.counters), JSON.stringify(line.deltas)],
    ...[line.countersReset, seq],
  ]);
  return written ? { status: written.status, isLate: false, reading } : null;
}

/** Any report, on a row that is held. */
const hear = (
  { unitOfWork, settings }: Dependencies,
  device: DevicePrincipal,
  context: Context,
  id: number,
  report: StatusReport,
) =>
  transaction(unitOfWork, context, async (tx) => {
    const machine = await lockMachine(tx, id);
    if (!machine) throw problem('not_found');
    const { seq = null } = report;
    const lastSeq = lastSeqOf(machine, device);
    const isLate = seq !== null && lastSeq !== null && seq < lastSeq;
    if (isLate || (seq !== null && seq === lastSeq))
      return { status: await hearOld(tx, machine, report, { isLate, settings }), isLate, reading: null };
    const { said, line, reading } = understand(machine, device, report);
    const happening = { cause: 'report', heard: settings, said, ...(line && { line }) } as const;
    return { status: await changeMachine(tx, machine, happening), isLate, reading };
  });

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

/**
 * What a report says beside what is known: what the row has from then on, and, unless it is nothing new, its line in the history
 * and what is signalled.
 * @throws problem `invalid_request` for too many counters
 */
function understand(
  known: Known,
  device: DevicePrincipal,
  { status: reportedStatus, message, seq, ...report }: StatusReport,
) {
  const { fillPercent = known.fillPercent, reportedAt = null } = report;
  const { deltas, wasReset: countersReset, ...counted } = countOn(known, report.counters ?? {});
  const { counters } = counted;
  if (Object.keys(counters).length > MOST_MATERIALS) throw tooManyMaterials();
  const isNew =
    reportedStatus !== known.reportedStatus ||
    fillPercent !== known.fillPercent ||
    message !== known.message ||
    !isDeepStrictEqual(counters, known.counters);
  const { lastSeq, seqToken } = known;
  const said: Said = {
    ...{ reportedStatus, fillPercent, ...counted, message, reportedAt },
    ...(seq === undefined ? { lastSeq, seqToken } : { lastSeq: seq, seqToken: device.tokenId }),
  };
  const shown = { fillPercent, message, counters: report.counters ?? null };
  return {
    said,
    line: isNew ? { ...shown, reportedStatus, deltas, countersReset, seq: seq ?? null, reportedAt } : null,
    reading: isNew ? { outletId: known.outletId, fillPercent, counters: { ...counters }, message } : null,
  };
}

const tooManyMaterials = () =>
  invalidField('body.counters', {
    en: `the machine would count more than ${MOST_MATERIALS} materials`,
    id: `mesin akan menghitung lebih dari ${MOST_MATERIALS} bahan`,
  });
