import { CronError, nextRun as nextTime } from '@antrean/platform/cron';
import { invalidField } from '@antrean/platform/http';

/**
 * The first instant after `after` at which a schedule is due, on the clocks of its zone.
 * @throws problem `invalid_request` that names `body.cron` or `body.timezone`
 */
export function nextRun(cron: string, zone: string, after: Date): Date {
  try {
    return nextTime(cron, zone, after);
  } catch (error) {
    if (error instanceof CronError) throw invalidField(`body.${error.part}`, error.says);
    throw error;
  }
}
