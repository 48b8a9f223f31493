import { COUNT_NOTE } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { growingPage, noContent, ok, route, type Route } from '@antrean/platform/http';
import * as contract from './alarm.contract.ts';
import { listAlarms, readAlarm } from './alarm.queries.ts';
import { acknowledgeAlarm, clearAlarm } from './care-for-alarm.ts';
import { machineParams, machineView } from '../machine.contract.ts';
import { permissions } from '../machine.policy.ts';
import { liftOverride, overrideMachine } from '../override-machine.ts';

const tag = 'Machines';
const one = { tag, params: contract.alarmParams, scoped: true };
const override = {
  tag,
  path: '/api/rvms/:id/override',
  params: machineParams,
  access: permissions.operate,
  scoped: true,
};

/** What people do about machines. */
export const alarmRoutes = (deps: Pick<RouteDependencies, 'unitOfWork' | 'database'>): Route[] => [
  route({
    method: 'get',
    path: '/api/rvm-alarms',
    access: permissions.read,
    scoped: true,
    summary: 'List the alarms of machines, the newest first',
    description: `Of the outlets that the caller may see. Of each kind one is open for a machine at most. ${COUNT_NOTE}`,
    tag,
    query: contract.alarmQuery,
    response: growingPage(contract.alarmView),
    handler: async ({ actor, query }) => ok(await listAlarms(deps.database.fork(), actor, query)),
  }),
  route({
    ...one,
    method: 'get',
    path: '/api/rvm-alarms/:id',
    access: permissions.read,
    summary: 'Read an alarm',
    response: contract.alarmView,
    handler: async ({ actor, params }) => ok(await readAlarm(deps.database.fork(), actor, params.id)),
  }),
  route({
    ...one,
    method: 'post',
    path: '/api/rvm-alarms/:id/acknowledge',
    access: permissions.operate,
    summary: 'Say that you see to an alarm',
    response: contract.alarmView,
    problems: ['alarm_over', 'alarm_taken'],
    handler: async ({ actor, params, context }) =>
      ok(await acknowledgeAlarm(deps, actor, context, params.id)),
  }),
  route({
    ...one,
    method: 'post',
    path: '/api/rvm-alarms/:id/clear',
    access: permissions.operate,
    summary: 'Say that an alarm is over',
    description:
      'A machine that is ONLINE again clears its own. When it reports the same again, that is another alarm, with another work order.',
    body: contract.clearInput,
    response: contract.alarmView,
    problems: ['alarm_over'],
    handler: async ({ actor, params, body, context }) =>
      ok(await clearAlarm(deps, actor, context, params.id, body.note)),
  }),
  route({
    ...override,
    method: 'put',
    summary: 'Say for a while how a machine is, whatever it says itself',
    description:
      'What it says meanwhile is `statusBeneath`, and becomes its status when the time is over. MAINTENANCE silences notices.',
    body: contract.overrideInput,
    response: machineView,
    handler: async ({ actor, params, body, context }) =>
      ok(await overrideMachine(deps, actor, context, params.id, body)),
  }),
  route({
    ...override,
    method: 'delete',
    summary: 'End an override before its time',
    status: 204,
    handler: async ({ actor, params, context }) => {
      await liftOverride(deps, actor, context, params.id);
      return noContent();
    },
  }),
];
