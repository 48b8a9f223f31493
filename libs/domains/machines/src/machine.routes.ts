import { issuedToken, tokenView } from '@antrean/api-tokens';
import { COUNT_NOTE } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { created, growingPage, noContent, ok, route, type Route } from '@antrean/platform/http';
import { z } from 'zod';
import { createDeviceToken, readDeviceTokens, revokeDeviceToken } from './reports/device-token.ts';
import * as contract from './machine.contract.ts';
import { permissions } from './machine.policy.ts';
import { countMachines, listMachines, readMachine } from './machine.queries.ts';
import { createMachine, deleteMachine, updateMachine } from './manage-machine.ts';

const tag = 'Machines';
const one = { tag, params: contract.machineParams };

/** Which machines there are, and the tokens by which they speak. */
export const machineRoutes = (deps: Pick<RouteDependencies, 'unitOfWork' | 'database'>): Route[] => [
  route({
    method: 'get',
    path: '/api/rvms',
    access: { displayed: permissions.read },
    scoped: true,
    summary: 'List the machines with their state, in the order in which they were added, or the worst first',
    description: `Those of the outlets that the caller may see. ${COUNT_NOTE}`,
    tag,
    query: contract.machineQuery,
    response: growingPage(contract.machineView),
    handler: async ({ actor, query }) => ok(await listMachines(deps.database.fork(), actor, query)),
  }),
  route({
    method: 'get',
    path: '/api/rvms/counts',
    access: permissions.read,
    scoped: true,
    summary: 'Count the machines in each status',
    description: 'Those of the outlets that the caller may see.',
    tag,
    query: contract.countQuery,
    response: contract.machineCounts,
    handler: async ({ actor, query }) => ok(await countMachines(deps.database.fork(), actor, query)),
  }),
  route({
    ...one,
    method: 'get',
    path: '/api/rvms/:id',
    access: { displayed: permissions.read },
    scoped: true,
    summary: 'Read a machine and its state',
    response: contract.machineView,
    handler: async ({ actor, params }) => ok(await readMachine(deps.database.fork(), actor, params.id)),
  }),
  route({
    method: 'post',
    path: '/api/rvms',
    access: permissions.manage,
    summary: 'Add a machine',
    description: 'It is UNKNOWN until it is heard for the first time.',
    tag,
    body: contract.newMachine,
    response: contract.machineView,
    status: 201,
    idempotent: true,
    rateLimit: 'create',
    problems: ['name_taken'],
    handler: async ({ actor, body, context }) => {
      const machine = await createMachine(deps, actor, context, body);
      return created(machine, `/api/rvms/${machine.id}`);
    },
  }),
  route({
    ...one,
    method: 'patch',
    path: '/api/rvms/:id',
    access: permissions.manage,
    summary: 'Change what is known of a machine',
    description: 'What is not named stays. How the machine is comes from itself, or from an override.',
    body: contract.machineChanges,
    response: contract.machineView,
    versioned: true,
    problems: ['name_taken'],
    handler: async ({ params: { id }, body, context, ifMatch }) =>
      ok(await updateMachine(deps, context, { id, ifMatch }, body)),
  }),
  route({
    ...one,
    method: 'delete',
    path: '/api/rvms/:id',
    access: permissions.manage,
    summary: 'Take a machine away',
    description: 'Its tokens end at once.',
    status: 204,
    versioned: true,
    handler: async ({ params: { id }, context, ifMatch }) => {
      await deleteMachine(deps, context, { id, ifMatch });
      return noContent();
    },
  }),
  route({
    ...one,
    method: 'post',
    path: '/api/rvms/:id/device-tokens',
    access: permissions.manage,
    summary: 'Give a machine a token',
    description:
      'The token is shown this once. With it, as a bearer token, the machine tells its status and its heartbeats, and may do ' +
      'nothing else. Its `seq` begins anew with each token.',
    body: contract.deviceTokenInput,
    response: issuedToken,
    status: 201,
    // No Idempotency-Key: the stored answer would hold the token.
    rateLimit: 'create',
    problems: ['too_many_tokens'],
    handler: async ({ actor, params: { id }, body, context }) =>
      created(await createDeviceToken(deps, actor, context, id, body)),
  }),
  route({
    ...one,
    method: 'get',
    path: '/api/rvms/:id/device-tokens',
    access: permissions.manage,
    summary: 'List the valid tokens of a machine, the newest first',
    description: 'With when each was used last, to the minute. There are at most 20.',
    response: z.object({ data: z.array(tokenView) }),
    handler: async ({ params: { id } }) => ok({ data: await readDeviceTokens(deps.database, id) }),
  }),
  route({
    method: 'delete',
    path: '/api/rvms/:id/device-tokens/:tokenId',
    access: permissions.manage,
    summary: 'Revoke a token of a machine',
    tag,
    params: contract.deviceTokenParams,
    status: 204,
    handler: async ({ params: { id, tokenId }, context }) => {
      await revokeDeviceToken(deps, context, id, tokenId);
      return noContent();
    },
  }),
];
