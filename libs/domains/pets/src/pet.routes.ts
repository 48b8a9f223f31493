import { COUNT_NOTE } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { created, noContent, ok, route, type Route } from '@antrean/platform/http';
import { createPet, deletePet, updatePet, type PetDependencies } from './keep-pet.ts';
import { newPet, petChanges, petPage, petParams, petQuery, petView } from './pet.contract.ts';
import { permissions } from './pet.policy.ts';
import { LIMITS } from './pet.problem.ts';
import { listPets, readPet } from './pet.queries.ts';

const tag = 'Pets';
const PATH = '/api/pets';

export const petRoutes = (deps: PetDependencies & Pick<RouteDependencies, 'database'>): Route[] => [
  route({
    method: 'get',
    path: PATH,
    access: permissions.read,
    scoped: true,
    tag,
    summary: 'List own pets, and those that have been at one’s clinics',
    description: COUNT_NOTE,
    query: petQuery,
    response: petPage,
    handler: async ({ actor, query }) =>
      ok(await listPets(deps.database.fork(), deps.config.businessZone, actor, query)),
  }),
  route({
    method: 'post',
    path: PATH,
    access: permissions.keep,
    tag,
    summary: 'Add a pet',
    description: `Its age is told by a birth date, or in months, of which one is reckoned. At most ${LIMITS.pets}.`,
    body: newPet,
    response: petView,
    status: 201,
    idempotent: true,
    rateLimit: 'create',
    problems: ['pet_limit_reached'],
    handler: async ({ actor, body, context }) => {
      const pet = await createPet(deps, actor, context, body);
      return created(pet, `${PATH}/${pet.id}`);
    },
  }),
  route({
    method: 'get',
    path: `${PATH}/:id`,
    access: permissions.read,
    scoped: true,
    tag,
    summary: 'Read a pet',
    params: petParams,
    response: petView,
    handler: async ({ actor, params: { id } }) =>
      ok(await readPet(deps.database.fork(), deps.config.businessZone, actor, id)),
  }),
  route({
    method: 'patch',
    path: `${PATH}/:id`,
    access: permissions.keep,
    tag,
    summary: 'Change a pet; what is not named stays',
    params: petParams,
    body: petChanges,
    response: petView,
    versioned: true,
    problems: ['pet_deleted'],
    handler: async ({ actor, params: { id }, body, context, ifMatch }) =>
      ok(await updatePet(deps, actor, context, { id, ifMatch }, body)),
  }),
  route({
    method: 'delete',
    path: `${PATH}/:id`,
    access: permissions.keep,
    tag,
    summary: 'Delete a pet with its pictures',
    description: 'A clinic that it has been at keeps what it wrote, and sees the pet as deleted.',
    params: petParams,
    status: 204,
    versioned: true,
    problems: ['pet_deleted'],
    handler: async ({ actor, params: { id }, context, ifMatch }) => {
      await deletePet(deps, actor, context, { id, ifMatch });
      return noContent();
    },
  }),
];
