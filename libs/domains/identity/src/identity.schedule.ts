import { query } from '@antrean/platform/database';
import { defineSchedule, type Schedule } from '@antrean/platform/queue';
import { endExpiredSessions } from './end-session.ts';

const MINUTE = 60_000;

export const identitySchedules: readonly Schedule[] = [
  defineSchedule({ name: 'identity.expired-sessions', everyMs: MINUTE, run: endExpiredSessions }),
  defineSchedule({
    name: 'identity.clean-up',
    everyMs: 60 * MINUTE,
    run: async ({ em }) => {
      // Used tokens stay until they expire: shown again, they betray a theft.
      await query(
        em,
        `delete from refresh_tokens where id in (select id from refresh_tokens where expires_at < now() limit 10000)`,
      );
      await query(
        em,
        `delete from sessions where id in (
           select id from sessions where ended_at < now() - interval '30 days' limit 10000)`,
      );
      await query(em, `delete from one_time_tokens where expires_at < now() - interval '1 day'`);
    },
  }),
];
