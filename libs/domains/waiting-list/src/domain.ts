import { defineDomain } from '@antrean/platform/domain';
import { actionWords } from './action.words.ts';
import { waitingMessages } from './messages.ts';
import { waitingNotifications } from './waiting.notification.ts';
import { waitingProblem } from './waiting.problem.ts';
import { waitingRetention } from './waiting.retention.ts';
import { lifecycle } from './waiting.state.ts';

/** Who waits for a time at a clinic is offered one that returns, in turn (seed 001). */
export const waitingList = defineDomain({
  name: 'waiting-list',
  messages: waitingMessages,
  notifications: waitingNotifications,
  actionWords,
  problems: [waitingProblem],
  retention: waitingRetention,
  lifecycles: [lifecycle],
  personalData: async () => (await import('./personal-data.ts')).waitingData,
  http: async () => (await import('./http.ts')).waitingRoutes,
  worker: async () => (await import('./worker.ts')).waitingWorker,
});
