import { defineSchedule, MORE, type Schedule } from '@antrean/platform/queue';
import { endExpiredSessions } from './end-session.ts';

const MINUTE = 60_000;

export const sessionSchedules: readonly Schedule[] = [
  defineSchedule({
    name: 'identity.expired-sessions',
    everyMs: MINUTE,
    run: async (tx) => ((await endExpiredSessions(tx)) ? MORE : undefined),
  }),
];
