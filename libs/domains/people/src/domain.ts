import { defineDomain } from '@antrean/platform/domain';
import { accountWasDeleted } from './account.notification.ts';
import { actionWords } from './action.words.ts';
import { avatarKind } from './avatars/avatar.queries.ts';
import { exportIsReady } from './export/export.notification.ts';
import { exportLifecycle } from './export/export.state.ts';
import { peopleMessages } from './messages.ts';
import { peopleProblem } from './people.problem.ts';
import { peopleRetention } from './people.retention.ts';

/** What people tell of themselves and choose, what is kept about them, and their leaving. */
export const people = defineDomain({
  name: 'people',
  messages: peopleMessages,
  notifications: [accountWasDeleted, exportIsReady],
  actionWords,
  problems: [peopleProblem, avatarKind],
  retention: peopleRetention,
  lifecycles: [exportLifecycle],
  personalData: async () => (await import('./personal-data.ts')).profileData,
  http: async () => (await import('./http.ts')).peopleRoutes,
  worker: async () => (await import('./worker.ts')).peopleWorker,
});
