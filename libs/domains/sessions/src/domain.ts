import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { sessionEntities } from './index.ts';
import { sessionEnded } from './messages.ts';
import { sessionLimitReached } from './session.notification.ts';
import { sessionProblem } from './session.problem.ts';
import { sessionRetention } from './session.retention.ts';
import { sessionTokens } from './tokens/session-tokens.ts';

/** Who is logged in where, and the tokens by which a request shows it. */
export const sessions = defineDomain({
  name: 'sessions',
  entities: sessionEntities,
  messages: [sessionEnded],
  notifications: [sessionLimitReached],
  actionWords,
  problems: [sessionProblem],
  retention: sessionRetention,
  tokens: sessionTokens,
  personalData: async () => (await import('./personal-data.ts')).sessionData,
  http: async () => (await import('./http.ts')).sessionRoutes,
  worker: async () => (await import('./worker.ts')).sessionWorker,
});
