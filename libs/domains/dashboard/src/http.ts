import type { RouteDependencies } from '@antrean/platform/domain';
import { ok, route, type Route } from '@antrean/platform/http';
import { permissions, sectionsOf } from './dashboard.policy.ts';
import { summary } from './summary.contract.ts';
import { readSummary } from './summary.queries.ts';

/** As on sockets: the figures are of the last second, and say when. */
const MAX_AGE_MS = 1_000;

/** The figures of the moment, for who looks after all of it. */
export const dashboardRoutes = ({
  database,
  config,
  cache,
}: Pick<RouteDependencies, 'database' | 'config' | 'cache'>): Route[] => [
  route({
    method: 'get',
    path: '/api/dashboard/summary',
    access: { displayed: permissions.read },
    tag: 'Dashboard',
    summary: 'The figures of the moment',
    description:
      'Meal orders, sales, work orders, bookings, machines, and what waits in the queues. Each section takes the right to ' +
      'read all of its things; it is `null` without. `at` is when they were read, a second ago at most. On sockets the same comes as `dashboard.metrics`, once a second.',
    response: summary,
    handler: async ({ actor }) => {
      // Who sees the same sections is told the same.
      const read = { group: 'dashboard', key: sectionsOf(actor), maxAgeMs: MAX_AGE_MS, schema: summary };
      return ok(await cache.read(read, () => readSummary(database.fork(), config, actor)));
    },
  }),
];
