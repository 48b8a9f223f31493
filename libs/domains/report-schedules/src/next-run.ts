import { CronError, nextRun as nextTime } from '@antrean/platform/cron';
import { invalidField } from '@antrean/platform/http';

/** As many as a schedule of working days has in a week. */
export const RUNS_AHEAD = 5;

/** The next runs of a schedule, soonest first. @throws as {@link nextRun} */
export function nextRuns(
  cron: string,
  zone: string,
  after: Date,
  askedIn: 'body' | 'query' = 'body',
): Date[] {
  const runs: Date[] = [];
  while (runs.length < RUNS_AHEAD) runs.push(nextRun(cron, zone, runs.at(-1) ?? after, askedIn));
  return runs;
}

/**
 * The first instant after `after` at which a schedule is due, on the clocks of its zone.
 * @throws problem `invalid_request` that names `body.cron` or `body.timezone`, or those of the query
 */
export function nextRun(cron: string, zone: string, after: Date, askedIn: 'body' | 'query' = 'body'): Date {
  try {
    return nextTime(cron, zone, after);
  } catch (error) {
    if (error instanceof CronError) throw invalidField(`${askedIn}.${error.part}`, error.says);
    throw error;
  }
}
