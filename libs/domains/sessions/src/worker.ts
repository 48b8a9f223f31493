import type { Work } from '@antrean/platform/domain';
import { sessionSchedules } from './session.schedule.ts';

/** What sessions do in the background: those whose time is up end. */
export const sessionWorker = (): Work => ({ handlers: [], consumers: [], schedules: sessionSchedules });
