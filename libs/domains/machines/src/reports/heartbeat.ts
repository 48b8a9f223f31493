import type { DevicePrincipal } from '@antrean/platform/auth';
import { prepared, query } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { problem } from '@antrean/platform/http';
import { transaction, type Context } from '@antrean/platform/transaction';
import { changeMachine, lockMachine } from '../change-state.ts';
import type { MachineSettings } from '../machine.settings.ts';
import { BACK_FOR_GOOD, type Status } from '../machine.state.ts';
import { subjectOf } from '../manage-machine.ts';
import type { Heard } from './report.contract.ts';

type Dependencies = Pick<RouteDependencies, 'unitOfWork' | 'database'> & {
  readonly settings: MachineSettings;
};

/**
 * A sign of life of a machine that has been there: nearly all of them. No index has the column, so the row stays in its page,
 * and nobody waits for the disk: when PostgreSQL dies, the heartbeats of half a second have not been heard.
 */
export const HEARTBEAT = prepared(`
  with unhurried as materialized (select set_config('synchronous_commit', 'off', true))
  update rvm_states set last_heard_at = now() from unhurried
  where rvm_id = ?::bigint and beats = ${BACK_FOR_GOOD} returning status`);

/**
 * Takes note that a machine lives. One that was silent, or was never heard, is shown as what it last said, in the statement
 * that notes it.
 * @throws problem `not_found` for another machine than the token's
 */
export async function hearHeartbeat(
  { unitOfWork, database, settings }: Dependencies,
  device: DevicePrincipal,
  context: Context,
  id: number,
): Promise<Heard> {
  assertOwn(device, id);
  const [row] = await query<{ status: Status }>(database.fork(), HEARTBEAT, [id]);
  const status =
    row?.status ??
    (await transaction(unitOfWork, context, async (tx) => {
      const machine = await lockMachine(tx, id);
      if (!machine) throw problem('not_found');
      return changeMachine(tx, machine, { cause: 'heartbeat', heard: settings });
    }));
  return { id, status, reportEverySeconds: settings.reportEveryS };
}

/** A machine speaks for itself alone; of others it knows nothing. @throws problem `not_found` */
export function assertOwn({ subject }: DevicePrincipal, id: number): void {
  const own = subjectOf(id);
  if (subject.kind !== own.kind || subject.id !== own.id) throw problem('not_found');
}
