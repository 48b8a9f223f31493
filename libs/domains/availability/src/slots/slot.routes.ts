import type { RouteDependencies } from '@antrean/platform/domain';
import { ok, route, type Route } from '@antrean/platform/http';
import { z } from 'zod';
import { orFillFirst } from './fill-first.ts';
import { clinicParams, dayCount, slot, slotQuery } from './slot.contract.ts';
import { countSlots, findSlots } from './slot.queries.ts';

const tag = 'Appointments';
const DESCRIPTION =
  'By rules, or else the clinic’s opening hours, without what is blocked, taken or held, behind the clinic’s minimum ' +
  'notice and no farther ahead than it takes bookings. Times begin on a grid: the coarsest in which the duration and ' +
  'the buffer of the service come out even, of at least 5 minutes, from the begin of the window on. Times are told by ' +
  '`availability.changed` to who sent `watch` on the namespace /notifications.';
const BOUND =
  'Fewer where more than a hundred people offer the service for a month: 422 `too_many_days` says how many. Who asks may 60 ' +
  'times a minute.';

export const slotRoutes = (deps: Pick<RouteDependencies, 'database' | 'unitOfWork'>): Route[] => [
  route({
    method: 'get',
    path: '/api/clinics/:id/slots',
    access: 'public',
    tag,
    summary: 'List the free times of a service, in order',
    description: `${DESCRIPTION} At most 31 days at a time, a week when \`to\` is absent. ${BOUND}`,
    params: clinicParams,
    query: slotQuery,
    response: z.array(slot),
    rateLimit: 'search',
    problems: ['too_many_days', 'overloaded'],
    handler: async ({ params: { id }, query, context }) =>
      ok(await orFillFirst(deps, context, id, (em) => findSlots(em, id, query))),
  }),
  route({
    method: 'get',
    path: '/api/clinics/:id/slots/counts',
    access: 'public',
    tag,
    summary: 'Count the free times of each day, for a view of months',
    description: `${DESCRIPTION} At most 62 days at a time, 31 when \`to\` is absent. ${BOUND}`,
    params: clinicParams,
    query: slotQuery,
    response: z.array(dayCount),
    rateLimit: 'search',
    problems: ['too_many_days', 'overloaded'],
    handler: async ({ params: { id }, query, context }) =>
      ok(await orFillFirst(deps, context, id, (em) => countSlots(em, id, query))),
  }),
];
