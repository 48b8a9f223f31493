import { credentialMessages } from './credential.messages.ts';
import { loginEvents } from './login.messages.ts';

export * from './credential.messages.ts';
export * from './login.messages.ts';

export const signInMessages = [...loginEvents, ...credentialMessages];
