import { accountPermissions } from '@antrean/accounts';
import type { RouteDependencies } from '@antrean/platform/domain';
import { idParameter, noContent, route, type Route } from '@antrean/platform/http';
import { clearedRefreshCookie } from '@antrean/sessions';
import { z } from 'zod';
import { deleteAccountOf, deleteOwnAccount } from './delete-account.ts';

/** Leaving, and being let go. */
export const accountRoutes = (
  dependencies: Pick<RouteDependencies, 'unitOfWork' | 'config' | 'personalData'>,
): Route[] => [
  route({
    method: 'delete',
    path: '/api/profile',
    access: 'signed-in',
    tag: 'Profile',
    summary: 'Delete your account, for good',
    description:
      'Needs a proof of the last minutes. What is known about you is deleted; what a law or somebody else needs, such ' +
      'as orders and the audit trail, stays without your name, address and number; the audit trail has your NIK or ' +
      'username, if you had one. All sessions and tokens end, your address and number are ' +
      'free, and a mail tells the address. Accounts of those who work here are deleted by an ' +
      'administrator; who works at a clinic leaves it with the account, but for its last manager.',
    status: 204,
    rateLimit: 'login',
    problems: ['proof_required', 'account_managed', 'last_manager', 'last_super_admin'],
    handler: async ({ actor, context }) => {
      await deleteOwnAccount(dependencies, context, actor);
      return noContent({ 'Set-Cookie': clearedRefreshCookie(dependencies.config) });
    },
  }),
  route({
    method: 'delete',
    path: '/api/users/:id',
    access: accountPermissions['manage-users'],
    tag: 'Users',
    summary: 'Delete the account of a user, for good; to keep somebody out for a while, deactivate them',
    params: z.object({ id: idParameter }),
    status: 204,
    versioned: true,
    problems: ['proof_required', 'own_account', 'above_own_rank', 'last_super_admin'],
    handler: async ({ actor, context, params: { id }, ifMatch }) => {
      await deleteAccountOf(dependencies, context, actor, { id, ifMatch });
      return noContent();
    },
  }),
];
