import type { RouteDependencies } from '@antrean/platform/domain';
import { created, noContent, ok, page, route, type Route } from '@antrean/platform/http';
import {
  displayInput,
  displayParams,
  displayQuery,
  displayView,
  issuedDisplay,
} from './display-token.contract.ts';
import { permissions } from './display.policy.ts';
import { createDisplay, listDisplays, revokeDisplay } from './manage-display.ts';

const tag = 'Point of sale';
const access = permissions['manage-displays'];

/** Tokens for kitchen and customer screens: they open the order feed and nothing else. */
export const displayRoutes = (
  deps: Pick<RouteDependencies, 'unitOfWork' | 'database' | 'config'>,
): Route[] => [
  route({
    method: 'post',
    path: '/api/v1/display-tokens',
    access,
    summary: 'Let a screen watch the order feed',
    description:
      'The token is shown this once. It opens namespace `/` as `auth.token`, for reading only, and only the outlet ' +
      'that it was made for.',
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
    summary: 'List the screens that may watch, or might once, newest first',
    tag,
    query: displayQuery,
    response: page(displayView),
    handler: async ({ query }) => ok(await listDisplays(deps.database.fork(), query)),
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
