import { Readable } from 'node:stream';
import type { RouteDependencies } from '@antrean/platform/domain';
import { ok, problem, route, type Route } from '@antrean/platform/http';
import { z } from 'zod';
import { inAppOf, mailOf } from './compose-message.ts';
import { listDeliveries } from './list-deliveries.ts';
import { resendMail } from './resend-mail.ts';
import * as contract from './notification.contract.ts';
import { notificationPermissions } from './notification.policy.ts';

const tag = 'Notifications';
const MAILS = '/api/admin/mails';
const access = notificationPermissions.oversee;
/** A document of its own origin in which nothing runs and to which nothing is loaded. */
const SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** What became of everybody's notifications, and what they look like. */
export function deliveryRoutes({
  unitOfWork,
  database,
  config,
  notifications,
}: Pick<RouteDependencies, 'unitOfWork' | 'database' | 'config' | 'notifications'>): Route[] {
  const previewOf = (name: string, { language, count }: z.output<typeof contract.previewQuery>) => {
    const notification = notifications.find((each) => each.name === name);
    if (!notification) throw problem('not_found');
    const reader = { userId: null, language, timeZone: config.businessZone };
    const written = notification.preview(reader, count);
    const endsBy = notification.choice ? `${config.publicUrl}/app/unsubscribe` : undefined;
    const { subject, text, html } = mailOf(written, reader, config, endsBy);
    return { subject, text, html, sms: written.sms, inApp: inAppOf(written) };
  };
  const params = z.object({ name: z.string().max(100) });
  return [
    route({
      method: 'get',
      path: '/api/admin/deliveries',
      access,
      tag,
      summary: 'Whom what was told by which channel, and what became of it, the latest first',
      description:
        '`failed`: refused for good, or tried as often as it is. `skipped`: nobody to reach, not wanted, or nothing to ' +
        'tell any more; `error` says why. One that failed can be tried again among the dead letters, if it was not ' +
        'refused for good.',
      query: contract.deliveryQuery,
      response: contract.deliveryPage,
      personal: true,
      handler: async ({ query }) => ok(await listDeliveries(database, query)),
    }),
    route({
      method: 'get',
      path: MAILS,
      access,
      tag,
      summary: 'The mails of these, the latest first',
      description:
        'Whom which mail was for, and what became of it. What it said is not kept: it may have held a secret.',
      query: contract.mailQuery,
      response: contract.deliveryPage,
      personal: true,
      handler: async ({ query }) => ok(await listDeliveries(database, { ...query, channel: 'email' })),
    }),
    route({
      method: 'post',
      path: `${MAILS}/:id/resend`,
      access: notificationPermissions.resend,
      tag,
      summary: 'Have a mail sent again that was sent, failed or skipped',
      description:
        'It is written anew, with what is so now, and goes to the address that the reader has now. Mails that were told ' +
        'together are told together again. The audit trail says who asked for it.',
      params: contract.mailParameter,
      response: contract.deliveryBody,
      idempotent: true,
      personal: true,
      problems: ['mail_under_way', 'mail_out_of_date'],
      handler: async ({ context, params: { id } }) =>
        ok(await resendMail({ unitOfWork, notifications }, context, id)),
    }),
    route({
      method: 'get',
      path: '/api/admin/notifications',
      access,
      tag,
      summary: 'The notifications that there are',
      response: contract.declaredList,
      handler: async () =>
        ok(
          notifications.map(({ name, summary, channels, languages, ...rest }) => ({
            ...{ name, summary, channels: [...channels], languages: [...languages] },
            ...{ isUrgent: rest.isUrgent, expiresAfterMs: rest.expiresAfterMs },
            ...{ digestMs: rest.digestMs, choice: rest.choice },
          })),
        ),
    }),
    route({
      method: 'get',
      path: '/api/admin/notifications/:name/preview',
      access,
      tag,
      summary: 'What a notification looks like, with an example of what it tells',
      params,
      query: contract.previewQuery,
      response: contract.preview,
      handler: async ({ params: { name }, query }) => ok(previewOf(name, query)),
    }),
    route({
      method: 'get',
      path: '/api/admin/notifications/:name/preview.html',
      access,
      tag,
      summary: 'The same as the page that mail programs show',
      params,
      query: contract.previewQuery,
      produces: ['text/html'],
      handler: async ({ params: { name }, query }) => ({
        stream: Readable.from([previewOf(name, query).html]),
        headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': SANDBOX },
      }),
    }),
  ];
}
