import { defineDomain } from '@antrean/platform/domain';

/** Looks for things of all domains that say how theirs are found. */
export const search = defineDomain({
  name: 'search',
  http: async () => (await import('./http.ts')).searchRoutes,
});
