import { defineEvent } from '@antrean/platform/messages';
import { z } from 'zod';

/** `userName` is the NIK, else the username, else `user <id>`. */
const concerned = { userId: z.int(), userName: z.string() };

/** `address` is a mask: whoever typed it need not be its owner, who has nothing to do with us so far. */
export const registrationRequested = defineEvent({
  name: 'registration.requested',
  version: 1,
  summary: 'Somebody registered; the address is not proven yet.',
  schema: z.object({ address: z.string() }),
  audit: {
    REGISTRATION_REQUESTED: ({ address }) => ({
      subject: address,
      detail: `Somebody registered with the address "${address}", which is not proven yet`,
    }),
  },
});

export const userRegistered = defineEvent({
  name: 'user.registered',
  version: 1,
  summary: 'Somebody who registered has proven the address, and is a user now.',
  schema: z.object(concerned),
  audit: {
    USER_REGISTERED: ({ userId, userName }) => ({
      subject: userName,
      detail: `${userName} registered and proved the address`,
      userId,
    }),
  },
});

export const emailChangeRequested = defineEvent({
  name: 'user.email.change-requested',
  version: 1,
  summary: 'A user wants another e-mail address, which is not proven yet.',
  schema: z.object(concerned),
  audit: {
    EMAIL_CHANGE_REQUESTED: ({ userName }) => ({
      subject: userName,
      detail: `${userName} asked for another e-mail address`,
    }),
  },
});

export const emailChanged = defineEvent({
  name: 'user.email.changed',
  version: 1,
  summary: 'A user has another e-mail address, which is proven.',
  schema: z.object(concerned),
  audit: {
    EMAIL_CHANGED: ({ userId, userName }) => ({
      subject: userName,
      detail: `The e-mail address of ${userName} was changed`,
      userId,
    }),
  },
});

export const emailChangeUndone = defineEvent({
  name: 'user.email.change-undone',
  version: 1,
  summary: "The owner of a user's former e-mail address took its change back; all sessions ended.",
  schema: z.object(concerned),
  audit: {
    EMAIL_CHANGE_UNDONE: ({ userId, userName }) => ({
      subject: userName,
      detail: `${userName} has the former e-mail address again; sessions ended and the password is void`,
      userId,
    }),
  },
});

export const phoneChanged = defineEvent({
  name: 'user.phone.changed',
  version: 1,
  summary: 'A user has another phone number, or none.',
  schema: z.object(concerned),
  audit: {
    PHONE_CHANGED: ({ userName }) => ({
      subject: userName,
      detail: `${userName} changed the phone number`,
    }),
  },
});

export const phoneLost = defineEvent({
  name: 'user.phone.lost',
  version: 1,
  summary: 'A phone number that a user had typed was proven by somebody else, who has it now.',
  schema: z.object(concerned),
  audit: {
    PHONE_LOST: ({ userName }) => ({
      subject: userName,
      detail: `The phone number of ${userName}, which nobody had proven, was proven by another user`,
    }),
  },
});

export const registrationEvents = [
  registrationRequested,
  userRegistered,
  emailChangeRequested,
  emailChanged,
  emailChangeUndone,
  phoneChanged,
  phoneLost,
];
