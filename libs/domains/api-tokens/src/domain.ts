import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { tokenWasCreated, tokenWasRevoked } from './api-token.notification.ts';
import { apiTokenProblem } from './api-token.problem.ts';
import { apiTokenRetention } from './api-token.retention.ts';
import { apiTokenEntities, apiTokenVerifier } from './index.ts';
import { apiTokenMessages } from './messages.ts';

/** Tokens for programs that act for a user, and for machines. */
export const apiTokens = defineDomain({
  name: 'api-tokens',
  entities: apiTokenEntities,
  messages: apiTokenMessages,
  notifications: [tokenWasCreated, tokenWasRevoked],
  actionWords,
  problems: [apiTokenProblem],
  retention: apiTokenRetention,
  tokens: apiTokenVerifier,
  personalData: async () => (await import('./personal-data.ts')).apiTokenData,
  http: async () => (await import('./http.ts')).apiTokenRoutes,
});
