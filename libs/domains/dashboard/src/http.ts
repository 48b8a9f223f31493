import type { RouteDependencies } from '@antrean/platform/domain';
import { ok, route, type Route } from '@antrean/platform/http';
import { permissions } from './dashboard.policy.ts';
import { summary } from './summary.contract.ts';
import { readSummary } from './summary.queries.ts';

/** The figures of the moment, for who looks after all of it. */
export const dashboardRoutes = ({
  database,
  config,
}: Pick<RouteDependencies, 'database' | 'config'>): Route[] => [
  route({
    method: 'get',
    path: '/api/dashboard/summary',
    access: permissions.read,
    tag: 'Dashboard',
    summary: 'The figures of the moment',
    description:
      'Meal orders, sales, work orders, bookings, machines, and what waits in the queues. Each section takes the right to ' +
      'read all of its things; it is `null` without. On sockets the same comes as `dashboard.metrics`, once a second.',
    response: summary,
    handler: async ({ actor }) => ok(await readSummary(database.fork(), config, actor)),
  }),
];
