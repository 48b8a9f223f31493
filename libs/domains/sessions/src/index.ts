import { RefreshToken, Session } from './session.entity.ts';

export { type TokenSubject } from './tokens/access-token.ts';
export { toUserPrincipal, type UserPrincipalRow } from './user-principal.ts';
export { findPrincipal as findSessionPrincipal } from './resolve-principal.ts';
export { sessionTokens } from './tokens/session-tokens.ts';
export { openSession, type SessionOrigin } from './open-session.ts';
export { type IssuedTokens } from './tokens/issue-tokens.ts';
export { endSessions } from './end-session.ts';
export { lockProvenUser, renewProof, requireRecentProof } from './recent-proof.ts';
export { isKnownNetwork, readPresence, startOfSession } from './session.queries.ts';
export { describeDevice, ipPrefix } from './device.ts';
export { clearedRefreshCookie, REFRESH_COOKIE, refreshCookie } from './tokens/refresh-token.ts';
export { setCookie, type CookieConfig } from './tokens/cookie.ts';

export const sessionEntities = [Session, RefreshToken] as const;
