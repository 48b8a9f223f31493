import type { RouteDependencies } from '@antrean/platform/domain';
import { created, growingPage, noContent, ok, route, type Route } from '@antrean/platform/http';
import {
  displayInput,
  displayParams,
  displayQuery,
  displayView,
  issuedDisplay,
  ownDisplayView,
} from './display-token.contract.ts';
import { permissions } from './display.policy.ts';
import { createDisplay, listDisplays, readOwnDisplay, revokeDisplay } from './manage-display.ts';

const tag = 'Point of sale';
const access = permissions['manage-displays'];

/** Tokens for screens on walls: each shows its own screen, and changes nothing. */
export const displayRoutes = (
  deps: Pick<RouteDependencies, 'unitOfWork' | 'database' | 'config'>,
): Route[] => [
  route({
    method: 'post',
    path: '/api/v1/display-tokens',
    access,
    summary: 'Let a screen on a wall show something',
    description:
      'The token is shown this once. `/app/wall/<screen>#<token>` is the link that the screen opens; the token then reads ' +
      'what that screen shows, by REST and on `/notifications`, or on `/` for `sales`, and only of the outlet that it was ' +
      'made for. Whoever makes it must see all of that.',
    tag,
    body: displayInput,
    response: issuedDisplay,
    status: 201,
    // No Idempotency-Key: the stored answer would hold the token.
    rateLimit: 'create',
    handler: async ({ actor, body, context }) => created(await createDisplay(deps, actor, context, body)),
  }),
  route({
    method: 'get',
    path: '/api/v1/display-tokens',
    access,
    summary: 'List the screens on walls, also those that have ended, newest first',
    tag,
    query: displayQuery,
    response: growingPage(displayView),
    handler: async ({ query }) => ok(await listDisplays(deps.database.fork(), query)),
  }),
  route({
    method: 'get',
    path: '/api/v1/display-tokens/current',
    access: 'display',
    summary: 'What the screen that asks may show',
    tag,
    response: ownDisplayView,
    handler: async ({ actor }) => ok(await readOwnDisplay(deps.database.fork(), actor)),
  }),
  route({
    method: 'delete',
    path: '/api/v1/display-tokens/:id',
    access,
    summary: 'Revoke the token of a screen and end its connections',
    tag,
    params: displayParams,
    status: 204,
    handler: async ({ params, context }) => {
      await revokeDisplay(deps, context, params.id);
      return noContent();
    },
  }),
];
