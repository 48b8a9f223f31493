import type { Work } from '@antrean/platform/domain';
import { defineSchedule, MORE } from '@antrean/platform/queue';
import { endExpiredSessions } from './end-session.ts';

const MINUTE = 60_000;

const schedules = [
  defineSchedule({
    name: 'identity.expired-sessions',
    everyMs: MINUTE,
    run: async (tx) => ((await endExpiredSessions(tx)) ? MORE : undefined),
  }),
];

/** What sessions do in the background: those whose time is up end. */
export const sessionWorker = (): Work => ({ handlers: [], consumers: [], schedules });
