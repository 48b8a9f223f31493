import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { registrationEvents } from './messages.ts';
import {
  emailChangeLink,
  emailWasChanged,
  phoneWasChanged,
  phoneWasLost,
  registrationLink,
} from './registration.notification.ts';
import { registrationProblem } from './registration.problem.ts';
import { registrationRetention } from './registration.retention.ts';

/** How people become users by themselves, and how they change the address and number that they are known by. */
export const registration = defineDomain({
  name: 'registration',
  messages: registrationEvents,
  actionWords,
  notifications: [registrationLink, emailChangeLink, emailWasChanged, phoneWasChanged, phoneWasLost],
  problems: [registrationProblem],
  retention: registrationRetention,
  personalData: async () => (await import('./personal-data.ts')).registrationData,
  http: async () => (await import('./http.ts')).registrationRoutes,
});
