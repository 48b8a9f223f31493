import { accountPermissions } from '@antrean/accounts';
import type { RouteDependencies } from '@antrean/platform/domain';
import { created, growingPage, idParameter, noContent, ok, route, type Route } from '@antrean/platform/http';
import { z } from 'zod';
import { issuedToken, tokenInput, tokenParams, tokenQuery, tokenView } from './api-token.contract.ts';
import { listTokens } from './api-token.queries.ts';
import { createPersonalToken, MOST_TOKENS } from './issue-token.ts';
import { revokeToken, revokeTokensOfUser } from './revoke-token.ts';

const tag = 'API tokens';
const PATH = '/api/auth/tokens';

/** Tokens for the programs of a user; those of machines are made where the machines are. */
export const apiTokenRoutes = (deps: Pick<RouteDependencies, 'unitOfWork'>): Route[] => [
  route({
    method: 'post',
    path: PATH,
    access: 'signed-in',
    tag,
    summary: 'Make a token for a program that acts for you',
    description:
      'The token is shown this once. It may what is among its abilities and what you may yourself at that moment; ' +
      `never what concerns the account, such as tokens and passwords. You may have ${MOST_TOKENS} that are valid.`,
    body: tokenInput,
    response: issuedToken,
    status: 201,
    // No Idempotency-Key: the stored answer would hold the token.
    rateLimit: 'create',
    problems: ['permission_not_held', 'proof_required', 'too_many_tokens'],
    handler: async ({ actor, body, context }) =>
      created(await createPersonalToken(deps, context, actor, body)),
  }),
  route({
    method: 'get',
    path: PATH,
    personal: true,
    access: 'signed-in',
    tag,
    summary: 'List the tokens that you made, also for machines, the newest first',
    query: tokenQuery,
    response: growingPage(tokenView),
    handler: async ({ actor, query }) =>
      ok(await listTokens(deps.unitOfWork.database.fork(), actor.userId, query)),
  }),
  route({
    method: 'delete',
    path: `${PATH}/:id`,
    access: 'signed-in',
    tag,
    summary: 'Revoke a token that you made, and end its connections',
    params: tokenParams,
    status: 204,
    handler: async ({ actor, params, context }) => {
      await revokeToken(deps, context, actor, params.id);
      return noContent();
    },
  }),
  route({
    method: 'delete',
    path: '/api/admin/users/:id/tokens',
    access: accountPermissions['manage-users'],
    tag,
    summary: 'Revoke all tokens that act for a user',
    params: z.object({ id: idParameter }),
    status: 204,
    problems: ['above_own_rank'],
    handler: async ({ actor, params, context }) => {
      await revokeTokensOfUser(deps, context, actor, params.id);
      return noContent();
    },
  }),
];
