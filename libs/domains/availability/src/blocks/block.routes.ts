import type { RouteDependencies } from '@antrean/platform/domain';
import { created, noContent, ok, route, type Route } from '@antrean/platform/http';
import { permissions } from '../availability.policy.ts';
import { blockBody, blockChanges, blockPage, blockParams, blockQuery, newBlock } from './block.contract.ts';
import { addBlock, listBlocks, readBlock, removeBlock, updateBlock } from './manage-block.ts';
import { clinicParams } from '../slots/slot.contract.ts';

const tag = 'Appointments';
const PATH = '/api/clinics/:id/blocks';
const WHO = 'Who works at the clinic blocks their own time; who manages it everybody’s, and the clinic’s.';
const WHERE =
  'Who blocks their own time is away from every clinic where they work; what a manager blocks of somebody binds this clinic.';

export const blockRoutes = (deps: Pick<RouteDependencies, 'unitOfWork' | 'database'>): Route[] => [
  route({
    method: 'get',
    path: PATH,
    access: permissions.read,
    scoped: true,
    tag,
    summary: 'List what is blocked at a clinic, the earliest first',
    params: clinicParams,
    query: blockQuery,
    response: blockPage,
    handler: async ({ actor, params: { id }, query }) =>
      ok(await listBlocks(deps.database.fork(), actor, id, query)),
  }),
  route({
    method: 'get',
    path: `${PATH}/:blockId`,
    access: permissions.read,
    scoped: true,
    tag,
    summary: 'Read a block',
    params: blockParams,
    response: blockBody,
    handler: async ({ actor, params: { id: clinicId, blockId } }) =>
      ok(await readBlock(deps.database.fork(), actor, { clinicId, blockId })),
  }),
  route({
    method: 'post',
    path: PATH,
    access: permissions.block,
    scoped: true,
    tag,
    summary: 'Block time: it cannot be booked any more',
    description: `${WHO} ${WHERE} What is booked stays.`,
    params: clinicParams,
    body: newBlock,
    response: blockBody,
    status: 201,
    idempotent: true,
    rateLimit: 'create',
    problems: ['clinic_inactive'],
    handler: async ({ actor, params: { id }, body, context }) => {
      const block = await addBlock(deps, actor, context, id, body);
      return created(block, `/api/clinics/${id}/blocks/${block.id}`);
    },
  }),
  route({
    method: 'patch',
    path: `${PATH}/:blockId`,
    access: permissions.block,
    scoped: true,
    tag,
    summary: 'Change a block; what is not named stays',
    description: `${WHO} Of whom a manager moves a block, they are away from this clinic alone.`,
    params: blockParams,
    body: blockChanges,
    response: blockBody,
    versioned: true,
    problems: ['clinic_inactive'],
    handler: async ({ actor, params: { id: clinicId, blockId }, body, context, ifMatch }) =>
      ok(await updateBlock(deps, actor, context, { clinicId, blockId, ifMatch }, body)),
  }),
  route({
    method: 'delete',
    path: `${PATH}/:blockId`,
    access: permissions.block,
    scoped: true,
    tag,
    summary: 'Remove a block',
    description: WHO,
    params: blockParams,
    status: 204,
    versioned: true,
    problems: ['clinic_inactive'],
    handler: async ({ actor, params: { id: clinicId, blockId }, context, ifMatch }) => {
      await removeBlock(deps, actor, context, { clinicId, blockId, ifMatch });
      return noContent();
    },
  }),
];
