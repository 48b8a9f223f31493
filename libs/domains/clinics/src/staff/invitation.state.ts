import { defineLifecycle } from '@antrean/platform/state-machine';

export const INVITATION_STATUSES = ['invited', 'accepted', 'declined', 'withdrawn', 'expired'] as const;
export type InvitationStatus = (typeof INVITATION_STATUSES)[number];

export const invitationLifecycle = defineLifecycle({
  column: 'clinic_invitations.status',
  states: INVITATION_STATUSES,
  initial: 'invited',
  terminal: ['accepted', 'declined', 'withdrawn', 'expired'],
  transitions: {
    accept: { from: 'invited', to: 'accepted', by: 'signed-in' },
    decline: { from: 'invited', to: 'declined', by: 'signed-in' },
    withdraw: { from: 'invited', to: 'withdrawn', by: 'manage' },
    expire: { from: 'invited', to: 'expired', by: 'system' },
  },
});
