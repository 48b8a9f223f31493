import { RefreshToken, Session } from './session.entity.ts';

export { type TokenSubject } from './access-token.ts';
export { sessionTokens } from './session-tokens.ts';
export { openSession, type SessionOrigin } from './open-session.ts';
export { type IssuedTokens } from './issue-tokens.ts';
export { endSessions } from './end-session.ts';
export { isKnownNetwork } from './session.queries.ts';
export { describeDevice, ipPrefix } from './device.ts';
export { REFRESH_COOKIE, refreshCookie } from './refresh-token.ts';
export { setCookie, type CookieConfig } from './cookie.ts';

export const sessionEntities = [Session, RefreshToken] as const;
