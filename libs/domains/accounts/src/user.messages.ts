import { defineEvent } from '@antrean/platform/messages';
import { roomsOfUser } from '@antrean/platform/realtime';
import { z } from 'zod';
import { accountPermissions } from './account.policy.ts';

/** `userName` is the NIK, else the username, else `user <id>`. */
const concerned = { userId: z.int(), userName: z.string() };

/** Who manages users is told whom to read anew. */
const hearing = {
  namespace: '/notifications',
  readers: [{ holding: accountPermissions['manage-users'] }],
  schema: z.object({ userId: z.int() }),
};

export const userCreated = defineEvent({
  name: 'user.created',
  version: 1,
  summary: 'A user was created.',
  schema: z.object({ ...concerned, role: z.string() }),
  realtime: hearing,
  audit: {
    USER_CREATED: ({ userName, role }) => ({
      subject: userName,
      detail: `User ${userName} was created with the role ${role}`,
    }),
  },
});

export const userStatusChanged = defineEvent({
  name: 'user.status.changed',
  version: 1,
  summary: 'A user was deactivated or activated again.',
  schema: z.object({ ...concerned, isActive: z.boolean() }),
  // Sessions end by an event of their own; who comes by an API token of the user is told here.
  disconnects: { rooms: ({ userId, isActive }) => (isActive ? [] : roomsOfUser(userId)) },
  realtime: hearing,
  audit: {
    USER_STATUS_CHANGED: ({ userName, isActive }) => ({
      subject: userName,
      detail: `User ${userName} was ${isActive ? 'activated' : 'deactivated'}`,
    }),
  },
});

/** Ends the user's sockets: when they come back they are put into the rooms of the new roles. */
export const userRoleChanged = defineEvent({
  name: 'user.role.changed',
  version: 1,
  summary: 'A user got other roles.',
  schema: z.object({ ...concerned, from: z.array(z.string()), to: z.array(z.string()) }),
  disconnects: { rooms: ({ userId }) => roomsOfUser(userId) },
  realtime: hearing,
  audit: {
    USER_ROLE_CHANGED: ({ userName, from, to }) => ({
      subject: userName,
      detail: `User ${userName} changed from ${from.join(', ')} to ${to.join(', ')}`,
    }),
  },
});

/** Ends the user's sockets, like a change of roles. An empty list means every department. */
export const servedDepartmentsChanged = defineEvent({
  name: 'user.served-departments.changed',
  version: 1,
  summary: 'A kitchen or delivery user serves other departments.',
  schema: z.object({ ...concerned, departmentIds: z.array(z.int()) }),
  disconnects: { rooms: ({ userId }) => roomsOfUser(userId) },
  realtime: hearing,
  audit: {
    USER_DEPARTMENTS_CHANGED: ({ userName, departmentIds }) => ({
      subject: userName,
      detail: `User ${userName} serves ${departmentIds.length === 0 ? 'every department' : `the departments ${departmentIds.join(', ')}`}`,
    }),
  },
});

export const languageChanged = defineEvent({
  name: 'user.language.changed',
  version: 1,
  summary: 'A user chose another language.',
  schema: z.object({ ...concerned, language: z.enum(['id', 'en']) }),
  audit: {
    USER_LANGUAGE_CHANGED: ({ userName, language }) => ({
      subject: userName,
      detail: `User ${userName} chose the language ${language}`,
    }),
  },
});

export const timeZoneChanged = defineEvent({
  name: 'user.time-zone.changed',
  version: 1,
  summary: 'A user chose another time zone; null is that of the business.',
  schema: z.object({ ...concerned, timeZone: z.string().nullable() }),
  audit: {
    USER_TIME_ZONE_CHANGED: ({ userName, timeZone }) => ({
      subject: userName,
      detail: `User ${userName} chose the time zone ${timeZone ?? 'of the business'}`,
    }),
  },
});

export const userEvents = [
  userCreated,
  userStatusChanged,
  userRoleChanged,
  servedDepartmentsChanged,
  languageChanged,
  timeZoneChanged,
];
