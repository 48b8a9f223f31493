import type { RouteDependencies } from '@antrean/platform/domain';
import { created, noContent, ok, route, type Route } from '@antrean/platform/http';
import { permissions } from '../availability.policy.ts';
import { addRule, listRules, readRule, removeRule, updateRule } from './manage-rule.ts';
import { newRule, ruleBody, ruleChanges, rulePage, ruleParams, ruleQuery } from './rule.contract.ts';
import { clinicParams } from '../slots/slot.contract.ts';

const tag = 'Appointments';
const PATH = '/api/clinics/:id/availability-rules';
const MEANING =
  'Rules of a person take the place of those of the clinic on the days on which they are in effect, and those of the ' +
  'clinic the place of its opening hours. On a day with other hours, nothing outside of them stays.';

export const ruleRoutes = (deps: Pick<RouteDependencies, 'unitOfWork' | 'database'>): Route[] => [
  route({
    method: 'get',
    path: PATH,
    access: permissions.read,
    scoped: true,
    tag,
    summary: 'List by which rules a clinic and its staff are available',
    description: MEANING,
    params: clinicParams,
    query: ruleQuery,
    response: rulePage,
    handler: async ({ actor, params: { id }, query }) =>
      ok(await listRules(deps.database.fork(), actor, id, query)),
  }),
  route({
    method: 'get',
    path: `${PATH}/:ruleId`,
    access: permissions.read,
    scoped: true,
    tag,
    summary: 'Read a rule of availability',
    params: ruleParams,
    response: ruleBody,
    handler: async ({ actor, params: { id: clinicId, ruleId } }) =>
      ok(await readRule(deps.database.fork(), actor, { clinicId, ruleId })),
  }),
  route({
    method: 'post',
    path: PATH,
    access: permissions.manage,
    scoped: true,
    tag,
    summary: 'Add a rule: weekdays or a recurrence, and the time on them',
    description: `${MEANING} Slots follow at once.`,
    params: clinicParams,
    body: newRule,
    response: ruleBody,
    status: 201,
    idempotent: true,
    rateLimit: 'create',
    problems: ['clinic_inactive', 'too_many_rules'],
    handler: async ({ actor, params: { id }, body, context }) => {
      const rule = await addRule(deps, actor, context, id, body);
      return created(rule, `/api/clinics/${id}/availability-rules/${rule.id}`);
    },
  }),
  route({
    method: 'patch',
    path: `${PATH}/:ruleId`,
    access: permissions.manage,
    scoped: true,
    tag,
    summary: 'Change a rule; what is not named stays',
    description: 'What is booked stays, also where the rule does not reach any more.',
    params: ruleParams,
    body: ruleChanges,
    response: ruleBody,
    versioned: true,
    problems: ['clinic_inactive'],
    handler: async ({ actor, params: { id: clinicId, ruleId }, body, context, ifMatch }) =>
      ok(await updateRule(deps, actor, context, { clinicId, ruleId, ifMatch }, body)),
  }),
  route({
    method: 'delete',
    path: `${PATH}/:ruleId`,
    access: permissions.manage,
    scoped: true,
    tag,
    summary: 'Remove a rule',
    description: 'What is booked stays.',
    params: ruleParams,
    status: 204,
    versioned: true,
    problems: ['clinic_inactive'],
    handler: async ({ actor, params: { id: clinicId, ruleId }, context, ifMatch }) => {
      await removeRule(deps, actor, context, { clinicId, ruleId, ifMatch });
      return noContent();
    },
  }),
];
