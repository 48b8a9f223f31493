import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { signInEntities } from './index.ts';
import { loginLocked } from './lockout.notification.ts';
import { signInMessages } from './messages.ts';
import { passwordLink, passwordWasChanged, passwordWasReset } from './passwords/password.notification.ts';
import { signInProblem } from './sign-in.problem.ts';
import { signInRetention } from './sign-in.retention.ts';

/** How somebody shows who they are: logging in with a password, changing it, recovering it. */
export const signIn = defineDomain({
  name: 'sign-in',
  entities: signInEntities,
  messages: signInMessages,
  actionWords,
  notifications: [passwordLink, passwordWasReset, passwordWasChanged, loginLocked],
  problems: [signInProblem],
  retention: signInRetention,
  personalData: async () => (await import('./personal-data.ts')).signInData,
  http: async () => (await import('./http.ts')).signInRoutes,
  worker: async () => (await import('./worker.ts')).signInWorker,
});
