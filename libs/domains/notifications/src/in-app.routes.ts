import type { RouteDependencies } from '@antrean/platform/domain';
import { idParameter, noContent, ok, problem, route, type Route } from '@antrean/platform/http';
import { z } from 'zod';
import { listInApp, readAll, readOne } from './in-app.ts';
import * as contract from './notification.contract.ts';
import { changePreferences, readPreferences, unsubscribe } from './preferences.ts';
import { deliveryOf } from './unsubscribe-token.ts';

const tag = 'Notifications';
const UNSUBSCRIBE = '/api/notifications/unsubscribe';

/** What somebody is told in the application, and what they want to be told by which channel. */
export function inAppRoutes({
  unitOfWork,
  database,
  config,
  notifications,
}: Pick<RouteDependencies, 'unitOfWork' | 'database' | 'config' | 'notifications'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/notifications',
      access: 'signed-in',
      tag,
      summary: 'Your notifications, the latest first, and how many are unread',
      query: contract.inAppQuery,
      response: contract.inAppPage,
      personal: true,
      handler: async ({ actor, query }) => ok(await listInApp(database, actor.userId, query)),
    }),
    route({
      method: 'post',
      path: '/api/notifications/read',
      access: 'signed-in',
      tag,
      summary: 'Note that you have read all, or all up to one',
      body: contract.readRequest,
      response: contract.unreadAnswer,
      handler: async ({ actor, context, body: { upTo } }) =>
        ok(await readAll(unitOfWork, context, actor.userId, upTo)),
    }),
    route({
      method: 'post',
      path: '/api/notifications/:id/read',
      access: 'signed-in',
      tag,
      summary: 'Note that you have read one',
      params: z.object({ id: idParameter }),
      status: 204,
      handler: async ({ actor, context, params: { id } }) => {
        await readOne(unitOfWork, context, actor.userId, id);
        return noContent();
      },
    }),
    route({
      method: 'get',
      path: '/api/preferences/notifications',
      access: 'signed-in',
      tag,
      summary: 'What you want to be told by which channel, and what there is to choose',
      description:
        'What is about the security of your account is not among it: it is always sent. Everything is wanted until you say otherwise.',
      response: contract.preferences,
      personal: true,
      handler: async ({ actor, language }) =>
        ok(await readPreferences(database.fork(), notifications, actor.userId, language)),
    }),
    route({
      method: 'put',
      path: '/api/preferences/notifications',
      access: 'signed-in',
      tag,
      summary: 'Choose what you want to be told by which channel; what is not said stays as it was',
      body: contract.preferencesChange,
      response: contract.preferences,
      handler: async ({ actor: { userId }, context, language, body }) =>
        ok(await changePreferences(unitOfWork, context, notifications, { userId, language }, body)),
    }),
    route({
      method: 'get',
      path: UNSUBSCRIBE,
      access: 'public',
      tag,
      summary: 'Where the link in a mail leads: to a page that asks whether such mails are to end',
      query: contract.unsubscribeQuery,
      status: 303,
      handler: async ({ query: { token } }) => ({
        status: 303,
        headers: { Location: `${config.publicUrl}/app/unsubscribe#token=${token}` },
      }),
    }),
    route({
      method: 'post',
      path: UNSUBSCRIBE,
      access: 'public',
      tag,
      summary: 'End mails of one kind to one address, by the link in such a mail (RFC 8058)',
      query: contract.unsubscribeQuery,
      ignoresBody: true,
      status: 204,
      handler: async ({ query: { token }, context }) => {
        const deliveryId = deliveryOf(token, config);
        if (deliveryId === null || !(await unsubscribe(unitOfWork, context, notifications, deliveryId)))
          throw problem('not_found');
        return noContent();
      },
    }),
  ];
}
