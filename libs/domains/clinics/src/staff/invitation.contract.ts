import { id, idParameter, instant, page, pageQuery } from '@antrean/platform/http';
import { z } from 'zod';
import { STAFF_ROLES } from '../clinic.entity.ts';
import { INVITATION_STATUSES } from './invitation.state.ts';

export const INVITATION_DAYS = 14;
/** How often a clinic asks the same account, in so many days. */
export const MOST_INVITATIONS = 3;
export const COUNTED_DAYS = 90;

export const invitationBody = z.object({
  id,
  clinicId: id,
  clinicName: z.string(),
  city: z.string(),
  role: z.enum(STAFF_ROLES),
  title: z.string().nullable().describe('As what the clinic would show you'),
  status: z.enum(INVITATION_STATUSES),
  createdAt: instant,
  expiresAt: instant.describe(`${INVITATION_DAYS} days later`),
});
export type InvitationBody = z.output<typeof invitationBody>;
export const invitationPage = page(invitationBody);

export const invitationQuery = z.object({
  status: z.enum(INVITATION_STATUSES).optional(),
  ...pageQuery(),
});
export const invitationParams = z.object({ id: idParameter });
