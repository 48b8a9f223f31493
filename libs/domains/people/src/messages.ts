import { defineEvent, defineJob } from '@antrean/platform/messages';
import { roomsOfUser } from '@antrean/platform/realtime';
import { z } from 'zod';

/** Of their own data only its owner hears. */
const hearing = {
  namespace: '/notifications',
  readers: [],
  users: ({ userId }: { userId: number }) => [userId],
};

const change = z.object({ userId: z.int(), changed: z.array(z.string()).describe('Names of fields') });

export const profileUpdated = defineEvent({
  name: 'profile.updated',
  version: 1,
  summary: 'Somebody changed what they tell of themselves; their other devices read it anew.',
  schema: change,
  realtime: hearing,
  // Which fields, and not what is in them: the trail is kept longer than the data.
  audit: {
    PROFILE_UPDATED: ({ userId, changed }) => ({
      subject: `user ${userId}`,
      detail:
        changed.length === 0
          ? `User ${userId} began a profile`
          : `User ${userId} changed the profile: ${changed.join(', ')}`,
    }),
  },
});

/** Of these the owning domain tells the auditor itself. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(['language', 'timezone']);

export const preferencesChanged = defineEvent({
  name: 'preferences.changed',
  version: 1,
  summary: 'Somebody chose something otherwise; their other devices read it anew.',
  schema: change,
  realtime: hearing,
  audit: {
    PREFERENCES_CHANGED: ({ userId, changed }) => {
      const told = changed.filter((name) => !TOLD_ELSEWHERE.has(name));
      return told.length === 0
        ? null
        : { subject: `user ${userId}`, detail: `User ${userId} changed preferences: ${told.join(', ')}` };
    },
  },
});

/** Says nothing of who it was: the row names nobody any more, and the event is to name nobody either. */
export const accountDeleted = defineEvent({
  name: 'profile.deleted',
  version: 1,
  summary: 'An account was deleted; its sockets are closed.',
  schema: z.object({ userId: z.int(), by: z.enum(['owner', 'administrator']) }),
  // Sessions end by an event of their own; who comes by an API token of the user is told here.
  disconnects: { rooms: ({ userId }) => roomsOfUser(userId) },
  audit: {
    ACCOUNT_DELETED: ({ userId, by }) => ({
      subject: `user ${userId}`,
      detail:
        by === 'owner'
          ? `User ${userId} deleted the account`
          : `The account of user ${userId} was deleted by an administrator`,
    }),
  },
});

export const eraseRemains = defineJob({
  name: 'people.erase-remains',
  version: 1,
  summary: 'Erases what a request wrote behind the deletion of an account.',
  queue: 'people',
  schema: z.object({ userId: z.int() }),
  attempts: 8,
  timeoutMs: 60_000,
  backoffMs: 10_000,
});

export const makeExport = defineJob({
  name: 'people.make-export',
  version: 1,
  summary: 'Puts all that is kept about somebody into a file for them.',
  queue: 'personal-exports',
  schema: z.object({ userId: z.int(), exportId: z.uuid() }),
  attempts: 5,
  timeoutMs: 600_000,
  backoffMs: 5_000,
});

export const peopleMessages = [profileUpdated, preferencesChanged, accountDeleted, eraseRemains, makeExport];
