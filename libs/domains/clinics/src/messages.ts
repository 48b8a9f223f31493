import { defineEvent } from '@antrean/platform/messages';
import { z } from 'zod';
import { STAFF_ROLES } from './clinic.entity.ts';
import { permissions } from './clinic.policy.ts';
import { INVITATION_STATUSES } from './staff/invitation.state.ts';

/** Who hears of a clinic: whoever reads what is not public there. */
const atClinic = {
  namespace: '/notifications',
  readers: [{ holding: permissions.read, clinic: (e: { clinicId: number }) => e.clinicId }],
};

const clinic = { clinicId: z.int(), name: z.string() };

export const clinicCreated = defineEvent({
  name: 'clinic.created',
  version: 1,
  summary: 'A clinic was added.',
  schema: z.object({ ...clinic, city: z.string(), timezone: z.string() }),
  realtime: atClinic,
  audit: {
    CLINIC_CREATED: ({ clinicId, name, city }) => ({
      subject: `clinic:${clinicId}`,
      detail: `Clinic "${name}" in ${city} was added`,
    }),
  },
});

export const clinicUpdated = defineEvent({
  name: 'clinic.updated',
  version: 1,
  summary: 'A clinic was changed, or opened again after it was deactivated.',
  schema: z.object({ ...clinic, changed: z.array(z.string()), timezone: z.string(), isActive: z.boolean() }),
  realtime: atClinic,
  audit: {
    CLINIC_UPDATED: ({ clinicId, name, changed }) => ({
      subject: `clinic:${clinicId}`,
      detail: `Clinic "${name}" was changed: ${changed.join(', ')}`,
    }),
  },
});

export const clinicDeactivated = defineEvent({
  name: 'clinic.deactivated',
  version: 1,
  summary: 'A clinic was deactivated, or deleted when nothing named it: the public does not see it any more.',
  schema: z.object({ ...clinic, deleted: z.boolean() }),
  realtime: atClinic,
  audit: {
    CLINIC_DEACTIVATED: ({ clinicId, name, deleted }) =>
      deleted ? null : { subject: `clinic:${clinicId}`, detail: `Clinic "${name}" was deactivated` },
    CLINIC_DELETED: ({ clinicId, name, deleted }) =>
      deleted ? { subject: `clinic:${clinicId}`, detail: `Clinic "${name}" was deleted` } : null,
  },
});

export const staffChanged = defineEvent({
  name: 'clinic.staff.changed',
  version: 1,
  summary: 'Somebody began to work at a clinic, left it, or works there as something else.',
  schema: z.object({
    clinicId: z.int(),
    staffId: z.int(),
    personId: z.int(),
    userId: z.int().nullable(),
    name: z.string(),
    role: z.enum(STAFF_ROLES),
    change: z.enum(['added', 'updated', 'removed']),
  }),
  realtime: atClinic,
  audit: {
    // By number, as everywhere in the trail: it is kept for longer than names.
    CLINIC_STAFF_CHANGED: ({ clinicId, staffId, role, change, userId }) => ({
      subject: `clinic:${clinicId}`,
      detail: `Staff ${staffId} (${role}) was ${change}${change === 'removed' ? ' from' : ' at'} clinic ${clinicId}`,
      userId,
    }),
  },
});

export const invitationChanged = defineEvent({
  name: 'clinic.invitation.changed',
  version: 1,
  summary: 'The owner of an account was asked to work at a clinic, has answered, or can answer no more.',
  schema: z.object({
    clinicId: z.int(),
    invitationId: z.int(),
    userId: z.int(),
    role: z.enum(STAFF_ROLES),
    status: z.enum(INVITATION_STATUSES),
  }),
  realtime: {
    namespace: '/notifications',
    readers: [{ holding: permissions.manage, clinic: ({ clinicId }) => clinicId }],
    users: ({ userId }) => [userId],
    schema: z.object({
      clinicId: z.int(),
      invitationId: z.int(),
      role: z.enum(STAFF_ROLES),
      status: z.enum(INVITATION_STATUSES),
    }),
  },
  audit: {
    CLINIC_INVITATION_CHANGED: ({ clinicId, userId, role, status }) => ({
      subject: `clinic:${clinicId}`,
      detail: `The invitation of user ${userId} to clinic ${clinicId} (${role}) is ${status}`,
      userId,
    }),
  },
});

export const servicesChanged = defineEvent({
  name: 'clinic.services.changed',
  version: 1,
  summary:
    'A clinic offers another service, no longer offers one, or offers it otherwise: price, duration, by whom.',
  schema: z.object({
    clinicId: z.int(),
    serviceId: z.int(),
    name: z.string(),
    isActive: z.boolean(),
    change: z.enum(['added', 'updated', 'removed']),
  }),
  realtime: atClinic,
  audit: {
    CLINIC_SERVICES_CHANGED: ({ clinicId, name, change }) => ({
      subject: `clinic:${clinicId}`,
      detail: `Service "${name}" of clinic ${clinicId} was ${change}`,
    }),
  },
});

export const hoursChanged = defineEvent({
  name: 'clinic.hours.changed',
  version: 1,
  summary: 'A clinic is open at other times: each week, or on the days that are named.',
  schema: z.object({ ...clinic, dates: z.array(z.string()) }),
  realtime: atClinic,
  audit: {
    CLINIC_HOURS_CHANGED: ({ clinicId, name, dates }) => ({
      subject: `clinic:${clinicId}`,
      detail: `The hours of clinic "${name}" were changed${dates.length > 0 ? `, on ${dates.slice(0, 20).join(', ')}` : ''}`,
    }),
  },
});

export const clinicMessages = [
  clinicCreated,
  clinicUpdated,
  clinicDeactivated,
  staffChanged,
  invitationChanged,
  servicesChanged,
  hoursChanged,
];
