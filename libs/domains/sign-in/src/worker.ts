import type { Work } from '@antrean/platform/domain';
import { earlierMailHandler } from './earlier-mail.job.ts';

/** What an earlier version left. */
export const signInWorker = (): Work => ({ handlers: [earlierMailHandler], consumers: [], schedules: [] });
