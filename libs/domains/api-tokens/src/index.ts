import { ApiToken } from './api-token.entity.ts';

export { apiTokenVerifier } from './api-token-verifier.ts';
export { issueDeviceToken, type Subject } from './issue-token.ts';
export { revokeDeviceTokens, revokeTokensSince } from './revoke-token.ts';
export { listDeviceTokens } from './api-token.queries.ts';
export { issuedToken, tokenView, type IssuedToken, type TokenView } from './api-token.contract.ts';

export const apiTokenEntities = [ApiToken] as const;
