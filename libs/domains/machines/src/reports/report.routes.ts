import { COUNT_NOTE } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { growingPage, ok, route, type Route } from '@antrean/platform/http';
import { hearHeartbeat } from './heartbeat.ts';
import { listHistory } from './history.queries.ts';
import { machineParams } from '../machine.contract.ts';
import { abilities, permissions } from '../machine.policy.ts';
import type { MachineSettings } from '../machine.settings.ts';
import { heard, historyEntry, historyQuery, reportTaken, statusReport } from './report.contract.ts';
import { reportStatus } from './report-status.ts';

const one = { tag: 'Machines', params: machineParams };

/** What machines tell of themselves, and what was told. */
export const reportRoutes = (
  deps: Pick<RouteDependencies, 'unitOfWork' | 'database' | 'signals'> & {
    readonly settings: MachineSettings;
  },
): Route[] => [
  route({
    ...one,
    method: 'post',
    path: '/api/rvms/:id/status',
    access: { device: abilities.report },
    summary: 'Tell how the machine is',
    description:
      'With the token of this machine. It is a sign of life too. A report that says nothing new leaves nothing behind.',
    body: statusReport,
    response: reportTaken,
    handler: async ({ actor, params: { id }, body, context }) =>
      ok(await reportStatus(deps, actor, context, id, body)),
  }),
  route({
    ...one,
    method: 'post',
    path: '/api/rvms/:id/heartbeat',
    access: { device: abilities.report },
    summary: 'Tell that the machine lives',
    description:
      'With the token of this machine. One that is silent for longer than RVM_OFFLINE_AFTER_S, by the clock of the database, is ' +
      'OFFLINE; its next sign of life brings it back to what it said last.',
    response: heard,
    handler: async ({ actor, params: { id }, context }) => ok(await hearHeartbeat(deps, actor, context, id)),
  }),
  route({
    ...one,
    method: 'get',
    path: '/api/rvms/:id/history',
    access: permissions.read,
    scoped: true,
    summary: 'What became of a machine, the newest first',
    description: `Reports that said something new and changes of the status, of 90 days. ${COUNT_NOTE}`,
    query: historyQuery,
    response: growingPage(historyEntry),
    handler: async ({ actor, params: { id }, query }) =>
      ok(await listHistory(deps.database.fork(), actor, id, query)),
  }),
];
