import { OneTimeToken } from './one-time-token.ts';

export { letIn, type Entry, type FactorWanted, type Login, type LoginOutcome } from './let-in.ts';
export { cameFrom, loginCookies, loginReply } from './login-reply.ts';
export { removeWaysIn } from './passwords/remove-ways-in.ts';
export { passwordLink } from './passwords/password.notification.ts';
export { voidPassword, voidResetLinks } from './passwords/set-password.ts';
export { type LoginWay } from './login.messages.ts';
export { loginAnswer, type LoginAnswer } from './sign-in.contract.ts';

export const signInEntities = [OneTimeToken] as const;
