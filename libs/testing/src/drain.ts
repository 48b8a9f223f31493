import { setTimeout as pause } from 'node:timers/promises';
import { query, type Database } from '@antrean/platform/database';

interface Remaining {
  unnumbered: number;
  undelivered: string[] | null;
  jobs: string[] | null;
}

/**
 * Resolves when everything that was committed has had its effect: no event waits for its number or for one of
 * `consumers`, and no job that is due, or was given back, waits or runs. Schedules go on for ever.
 * @throws with what is left when that takes longer than `withinMs`
 */
export async function drain(
  database: Database,
  consumers: readonly string[],
  withinMs = 30_000,
  nudge: (() => Promise<void>) | undefined = undefined,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const [left] = await query<Remaining>(
      database.fork(),
      `select
         (select count(*)::int from outbox_events where seq is null) as unnumbered,
         (select array_agg(name) from unnest(?::text[]) as name left join outbox_cursors c on c.consumer = name, outbox_head
            where coalesce(c.delivered_seq, -1) < last_seq) as undelivered,
         (select array_agg(name || ' ' || state || coalesce(': ' || last_error, '')) from outbox_jobs
            where queue <> 'schedules'
              and (state = 'enqueued' or (state = 'pending' and (run_at <= now() or generation > 0)))) as jobs`,
      [`{${consumers.join(',')}}`],
    );
    if (left && left.unnumbered === 0 && !left.undelivered && !left.jobs) return;
    if (Date.now() > deadline) throw new Error(`not drained within ${withinMs} ms: ${JSON.stringify(left)}`);
    await nudge?.();
    await pause(10);
  }
}
