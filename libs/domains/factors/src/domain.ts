import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { factorsChanged } from './factor.notification.ts';
import { factorProblem } from './factor.problem.ts';
import { factorRetention } from './factor.retention.ts';
import { factorMessages } from './messages.ts';
import { smsSettings } from './sms/sms.settings.ts';

/** What users show besides the password: codes of an app or by SMS, codes on paper, passkeys. */
export const factors = defineDomain({
  name: 'factors',
  messages: factorMessages,
  actionWords,
  notifications: [factorsChanged],
  problems: [factorProblem],
  personalData: async () => (await import('./personal-data.ts')).factorData,
  settings: smsSettings,
  retention: factorRetention,
  http: async () => (await import('./http.ts')).factorRoutes,
  worker: async () => (await import('./worker.ts')).factorWorker,
});
