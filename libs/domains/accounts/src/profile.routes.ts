import type { UserPrincipal } from '@antrean/platform/auth';
import { ok, problem, route, type Route } from '@antrean/platform/http';
import * as contract from './user.contract.ts';
import type { AccountDependencies } from './account.dependency.ts';
import { changeProfile } from './change-profile.ts';
import type { UserBody } from './user.contract.ts';
import { readUser } from './user.queries.ts';

const TAG = 'Authentication';

/** Who am I. */
export function profileRoutes(dependencies: AccountDependencies): Route[] {
  const { database } = dependencies.unitOfWork;
  return [
    route({
      method: 'get',
      path: '/api/auth/me',
      personal: true,
      access: 'user',
      tag: TAG,
      summary: 'The profile of who is logged in, with roles and permissions',
      allowedWithTemporaryPassword: true,
      response: contract.profileBody,
      handler: async ({ actor }) => {
        const user = await readUser(database.fork(), actor.userId);
        if (!user) throw problem('not_found');
        return ok(profileOf(actor, user));
      },
    }),
    route({
      method: 'patch',
      path: '/api/auth/me',
      access: 'signed-in',
      tag: TAG,
      summary:
        'Choose the language of your mails, PDFs and texts, and the time zone in which you are told times',
      body: contract.profileChange,
      response: contract.profileBody,
      handler: async ({ actor, context, body }) => {
        const user = await changeProfile(dependencies, context, actor, body);
        return ok(profileOf(actor, user));
      },
    }),
  ];
}

const profileOf = (actor: UserPrincipal, user: UserBody) => ({
  ...user,
  sub: String(user.id),
  sid: actor.sessionId,
  permissions: [...actor.grants.keys()].sort(),
});
