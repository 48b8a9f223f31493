import type { OpenPersonalData } from '@antrean/platform/domain';
import { handleJob, type JobHandler } from '@antrean/platform/queue';
import { eraseAll } from './delete-account.ts';
import { eraseRemains } from './messages.ts';

/**
 * Has every domain forget once more: a request that had begun before the account was deleted may have written behind the
 * deletion. Mostly there is nothing.
 */
export const eraseRemainsHandler = ({ personalData }: { personalData: OpenPersonalData }): JobHandler =>
  handleJob(eraseRemains, async (run) => {
    const sources = await personalData();
    await run.finish((tx) => eraseAll(tx, sources, run.payload.userId));
  });
