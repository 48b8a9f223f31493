import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { signInEntities } from './index.ts';
import { signInMessages } from './messages.ts';
import { passwordLink, passwordWasReset } from './password.notification.ts';
import { signInProblem } from './sign-in.problem.ts';
import { signInRetention } from './sign-in.retention.ts';

/** How somebody shows who they are: logging in with a password, changing it, recovering it. */
export const signIn = defineDomain({
  name: 'sign-in',
  entities: signInEntities,
  messages: signInMessages,
  actionWords,
  notifications: [passwordLink, passwordWasReset],
  problems: [signInProblem],
  retention: signInRetention,
  http: async () => (await import('./http.ts')).signInRoutes,
  worker: async () => (await import('./worker.ts')).signInWorker,
});
