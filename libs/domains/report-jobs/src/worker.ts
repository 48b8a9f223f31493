import type { EventConsumer, JobHandler, Schedule } from '@antrean/platform/queue';
import { reportFileRetention } from './report-file.retention.ts';
import { reportTurns } from './report-turn.schedule.ts';

export { reportFileRetention };

/** Hands over what waits for its turn, and gives up files when their time is over. */
export function reportJobWorker(): {
  handlers: JobHandler[];
  consumers: EventConsumer[];
  schedules: Schedule[];
} {
  return { handlers: [], consumers: [], schedules: [reportFileRetention(), reportTurns()] };
}
