import type { RouteDependencies } from '@antrean/platform/domain';
import { ok, route, type Route } from '@antrean/platform/http';
import { readSmsInbox } from '@antrean/platform/sms';
import { z } from 'zod';

const inbox = z.array(z.object({ to: z.string(), text: z.string(), at: z.iso.datetime() }));

/** Text messages that development does not send. In production there is no such endpoint. */
export function smsInboxRoutes({
  database,
  config,
}: Pick<RouteDependencies, 'database' | 'config'>): Route[] {
  if (config.production) return [];
  return [
    route({
      method: 'get',
      path: '/api/dev/sms-inbox',
      access: 'public',
      tag: 'Development',
      summary: 'The newest text messages that were not sent but kept here; not in production',
      personal: true,
      response: inbox,
      handler: async () =>
        ok((await readSmsInbox(database)).map((sms) => ({ ...sms, at: sms.at.toISOString() }))),
    }),
  ];
}
