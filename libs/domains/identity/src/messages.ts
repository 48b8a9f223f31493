import { credentialJobs } from './credential.messages.ts';
import { loginEvents } from './login.messages.ts';
import { roleEvents } from './role.messages.ts';
import { sessionEnded } from './session.messages.ts';
import { userEvents } from './user.messages.ts';

export * from './credential.messages.ts';
export * from './login.messages.ts';
export * from './role.messages.ts';
export * from './session.messages.ts';
export * from './user.messages.ts';

export const identityMessages = [
  ...loginEvents,
  sessionEnded,
  ...userEvents,
  ...roleEvents,
  ...credentialJobs,
];
