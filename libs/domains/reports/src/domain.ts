import { defineDomain } from '@antrean/platform/domain';
import { reportSettings } from './report.settings.ts';

/** The reports of all domains at their addresses, and the files that workers make of them. */
export const reports = defineDomain({
  name: 'reports',
  settings: reportSettings,
  http: async () => (await import('./http.ts')).reportRoutes,
  worker: async () => (await import('./worker.ts')).reportWorker,
});
