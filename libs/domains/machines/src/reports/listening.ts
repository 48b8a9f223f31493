import { prepared, query } from '@antrean/platform/database';
import type { ServingDependencies } from '@antrean/platform/domain';
import type { Serving } from '@antrean/platform/realtime';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { MachineSettings } from '../machine.settings.ts';

/**
 * How long the api may have been away without anybody's having been silent because of it: a machine reports more than twice
 * in the time after which it is OFFLINE, so that a gap of half of it costs one report.
 */
export const gapS = ({ offlineAfterS }: MachineSettings): number => offlineAfterS / 2;

/** Several times in the gap, so that a process that was busy for a moment does not look as if it had been away. */
export const noteEveryMs = (settings: MachineSettings): number =>
  Math.min(5_000, (gapS(settings) * 1_000) / 6);

const NOTE = prepared(`
  with unhurried as materialized (select set_config('synchronous_commit', 'off', true))
  insert into rvm_listening as l (since, until) select now(), now() from unhurried where exists (select from rvms)
  on conflict (only_row) do update set until = now(),
    since = case when l.until < now() - ?::float8 * interval '1 second' then now() else l.since end
  returning since`);

/** Notes that machines are heard at this moment. After a gap it begins anew: nobody was silent before. */
export async function noteListening(em: EntityManager, settings: MachineSettings): Promise<void> {
  await query(em, NOTE, [gapS(settings)]);
}

/** While the api serves it is there to hear machines. */
export const listenToMachines = ({
  database,
  settings,
}: ServingDependencies & { readonly settings: MachineSettings }): Serving => ({
  what: 'listening to machines',
  everyMs: noteEveryMs(settings),
  run: () => noteListening(database.fork(), settings),
});
