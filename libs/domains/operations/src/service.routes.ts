import type { ServiceDirectory } from '@antrean/platform/discovery';
import type { Breakers } from '@antrean/platform/breaker';
import { ok, route, type Route } from '@antrean/platform/http';
import { askBreakers, askHealth } from './ask-ops.ts';
import { operationsPermissions } from './operations.policy.ts';
import { breakerList, serviceList } from './service.contract.ts';

export interface ServiceDependencies {
  readonly services: Pick<ServiceDirectory, 'read'>;
  readonly breakers: Breakers;
}

/** Which processes there are, and what they call. */
export function serviceRoutes({ services, breakers }: ServiceDependencies): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/admin/services',
      access: operationsPermissions.observe,
      tag: 'Operations',
      summary: 'The processes that run, and how they are',
      description:
        'Each process says every two seconds by Redis that it is there; who has not for six seconds is gone. `stale`: ' +
        'Redis does not answer, and these are the last that were known. `health` is what each one answers now at its ' +
        "operators' port; `unreachable` also when that port is open to its own machine only. `state` is `unreachable` when it did not answer, and " +
        'when its address is one that leads to itself on its own machine alone (`SERVICE_HOST` is missing there).',
      response: serviceList,
      handler: async () => {
        const { services: known, isStale, asOf } = services.read();
        const list = await Promise.all(
          known.map(async ({ silentMs, hasOpsHere, ...service }) => ({
            ...service,
            lastBeatAt: new Date(Date.now() - silentMs).toISOString(),
            health: await askHealth(breakers, hasOpsHere ? service.ops : null),
          })),
        );
        const inOrder = list.toSorted((a, b) => a.name.localeCompare(b.name) || a.epoch - b.epoch);
        return ok({ stale: isStale, asOf: asOf?.toISOString() ?? null, services: inOrder });
      },
    }),
    route({
      method: 'get',
      path: '/api/admin/breakers',
      access: operationsPermissions.observe,
      tag: 'Operations',
      summary: 'What is called outside of the processes, and whether it is called at the moment',
      description:
        'Each process spares what fails: most of its last ten calls failed (or of those of ten seconds, when these are ' +
        'more), and it is `open`, not called for a while; then one call may pass ' +
        '(`half_open`), and when it comes through the breaker is `closed` again. Refusals do not count. What a job calls waits meanwhile and is lost in no case.',
      response: breakerList,
      handler: async () => {
        const answers = await Promise.all(
          services.read().services.map(async ({ name, instance, ops, hasOpsHere }) => ({
            service: { name, instance },
            reports: await askBreakers(breakers, hasOpsHere ? ops : null),
          })),
        );
        const reports = answers.flatMap(({ service, reports }) =>
          (reports ?? []).map((report) => ({ service, ...report })),
        );
        const unanswered = answers.filter(({ reports }) => reports === null).map(({ service }) => service);
        return ok({ breakers: reports, unanswered });
      },
    }),
  ];
}
