import { handleJob, type JobHandler } from '@antrean/platform/queue';
import { replanReminders } from './messages.ts';
import { replanPage } from './replan-page.ts';

/** Goes on with {@link replanPage}. */
export function replanHandler(): JobHandler {
  return handleJob(replanReminders, async ({ payload, finish }) => {
    await finish((tx) => replanPage(tx, payload));
  });
}
