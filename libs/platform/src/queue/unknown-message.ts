import { query, type Database } from '../database/index.ts';
import { knowsEvent, knowsJob, type MessageRegistry } from '../messages/index.ts';
import type { Logger, Metrics } from '../observability/index.ts';
import { SCHEDULE_QUEUE } from './schedule.ts';

/** So many waiting messages of each kind are looked at, the next ones first. */
const LOOK_AT = 10_000;

interface Waiting {
  kind: 'event' | 'job';
  name: string;
  version: number;
  n: number;
}

/**
 * Thrown by a handler whose job names something that only a newer version declares, such as a notification. The job waits
 * for a worker of that version; the try is not counted.
 */
export class UnknownToWorker extends Error {
  constructor(what: string) {
    super(`this worker does not know ${what}; run workers of the version that declares it`);
    this.name = 'UnknownToWorker';
  }
}

export interface UnknownMessages {
  /** Looks what waits. Says so when that changed. */
  look(): Promise<void>;
  /** @throws when something waits that this worker does not know */
  check(): void;
}

/**
 * Knows whether anything waits that is not declared here, because a newer version published it. It is left to workers
 * of that version; until there is one, somebody should hear of it. Schedules that are declared nowhere end by themselves.
 */
export function watchUnknownMessages(options: {
  database: Database;
  registry: MessageRegistry;
  consumers: readonly string[];
  metrics: Metrics;
  log: Logger;
}): UnknownMessages {
  const { database, registry, consumers, metrics, log } = options;
  let told = '';

  const look = async (): Promise<void> => {
    const waiting = await query<Waiting>(
      database.fork(),
      `select kind, name, version, count(*)::integer as n from (
         (select 'job' as kind, name, version from outbox_jobs
          where state = 'pending' and queue <> '${SCHEDULE_QUEUE}' order by run_at limit ?)
         union all
         (select 'job', name, version from outbox_jobs
          where state = 'enqueued' and queue <> '${SCHEDULE_QUEUE}' order by enqueued_at limit ?)
         union all
         (select 'event', name, version from outbox_events where seq is null order by id limit ?)
         union all
         (select 'event', name, version from outbox_events
          where seq > (select min(delivered_seq) from outbox_cursors where consumer = any(?)) order by seq limit ?)
       ) w group by kind, name, version order by kind, name, version`,
      [LOOK_AT, LOOK_AT, LOOK_AT, `{${consumers.join(',')}}`, LOOK_AT],
    );
    const unknown = waiting.filter((message) =>
      message.kind === 'event' ? !knowsEvent(registry, message) : !knowsJob(registry, message),
    );
    metrics.unknownMessages.reset();
    for (const { kind, name, n } of unknown) metrics.unknownMessages.inc({ kind, name }, n);
    const now = unknown.map(({ kind, name, version }) => `${kind} ${name} (version ${version})`).join(', ');
    if (now !== told && now !== '')
      log.error(
        { unknown },
        `this worker does not know what waits: ${now}. Run workers of the version that publishes it.`,
      );
    else if (now !== told) log.info('nothing waits any more that this worker does not know');
    told = now;
  };

  return {
    look,
    check: () => {
      if (told) throw new Error(`not declared in this worker: ${told}`);
    },
  };
}
