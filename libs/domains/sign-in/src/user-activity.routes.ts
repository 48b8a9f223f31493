import { accountPermissions, type AccountDependencies } from '@antrean/accounts';
import { ok, route, type Route } from '@antrean/platform/http';
import { activityList, activityQuery, readActivity } from './user-activity.ts';

/** Who is there, who is locked out, and by what they come in, for administrators. */
export const activityRoutes = ({ unitOfWork }: Pick<AccountDependencies, 'unitOfWork'>): Route[] => [
  route({
    method: 'get',
    path: '/api/admin/users/activity',
    personal: true,
    access: accountPermissions['manage-users'],
    tag: 'Users',
    summary: 'When users were seen last, how often they are logged in, whether they are locked out',
    query: activityQuery,
    response: activityList,
    handler: async ({ query: { ids } }) => ok(await readActivity(unitOfWork.database.fork(), ids)),
  }),
];
