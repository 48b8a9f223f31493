import { isLoggedIn } from '@antrean/platform/auth';
import type { Config } from '@antrean/platform/config';
import { noContent, problem, route, type Route } from '@antrean/platform/http';
import { consoleCookie } from './console-session.ts';
import { operationsPermissions } from '../operations.policy.ts';

/** How a browser gets to see the queue console. */
export const consoleRoutes = ({ config }: { config: Config }): Route[] => [
  route({
    method: 'post',
    path: '/api/admin/queues/session',
    access: operationsPermissions.observe,
    tag: 'Operations',
    summary: 'Let this browser see the queue console at /admin/queues',
    description:
      'Sets the cookie `queueConsole`, which the browser sends to the console alone, for a quarter of an hour after the ' +
      'last look and no longer than the session lasts. It takes a session: an API token gets none.',
    status: 204,
    problems: ['session_required'],
    handler: async ({ actor }) => {
      if (!isLoggedIn(actor)) throw problem('session_required');
      return noContent({ 'Set-Cookie': [consoleCookie(actor, config)], 'Cache-Control': 'no-store' });
    },
  }),
];
