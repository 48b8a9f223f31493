import type { Work } from '@antrean/platform/domain';
import { expireInvitationsSchedule } from './staff/expire-invitations.ts';

export const clinicWorker = (): Work => ({
  handlers: [],
  consumers: [],
  schedules: [expireInvitationsSchedule()],
});
