import { maskTyped } from '@antrean/accounts';
import { bookingPermissions } from '@antrean/bookings';
import { COUNT_NOTE } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { created, ok, route, type Route } from '@antrean/platform/http';
import { ipPrefix } from '@antrean/sessions';
import { askAsGuest, joinList, MOST_WAITING } from './join-list.ts';
import { confirmByLink, leaveByLink, leaveList, openByLink } from './leave-list.ts';
import * as contract from './waiting.contract.ts';
import { findEntry, listEntries } from './waiting.queries.ts';

const tag = 'Waiting list';
const PATH = '/api/waiting-list';
const GUESTS = `${PATH}/guests`;

export function waitingRoutes(deps: Pick<RouteDependencies, 'unitOfWork' | 'database' | 'config'>): Route[] {
  const { unitOfWork, database, config } = deps;
  const typedAddress = (body: unknown): string => maskTyped(body, 'email', config);
  return [
    route({
      method: 'post',
      path: PATH,
      access: bookingPermissions.book,
      tag,
      summary: 'Wait for a time for one of your pets',
      description:
        'Whoever came first is told once, when a time returns that fits; it is held for them for 60 minutes, as a booking that ' +
        'is `held`, which they confirm. Then the next one is told. What is free already is offered at once. One person may ' +
        `wait ${MOST_WAITING} times.`,
      body: contract.newEntry,
      response: contract.entryBody,
      status: 201,
      idempotent: true,
      rateLimit: 'create',
      problems: ['outside_availability', 'too_many_waiting'],
      handler: async ({ actor, context, body }) => {
        const entry = await joinList(deps, actor, context, body);
        return created(entry, `${PATH}/${entry.id}`);
      },
    }),
    route({
      method: 'get',
      path: PATH,
      access: bookingPermissions.use,
      scoped: true,
      tag,
      summary: 'List who waits: you, and at your clinics',
      description: COUNT_NOTE,
      query: contract.entryQuery,
      response: contract.entryPage,
      personal: true,
      handler: async ({ actor, query }) => ok(await listEntries(database.fork(), actor, query)),
    }),
    route({
      method: 'get',
      path: `${PATH}/:id`,
      access: bookingPermissions.use,
      scoped: true,
      tag,
      summary: 'Read an entry of the waiting list',
      params: contract.entryParams,
      response: contract.entryBody,
      personal: true,
      handler: async ({ actor, params: { id } }) => ok(await findEntry(database.fork(), actor, id)),
    }),
    route({
      method: 'delete',
      path: `${PATH}/:id`,
      access: bookingPermissions.use,
      scoped: true,
      tag,
      summary: 'Wait no longer; what was offered is cancelled as a booking',
      params: contract.entryParams,
      response: contract.entryBody,
      problems: ['waiting_status_conflict'],
      handler: async ({ actor, context, params: { id } }) => ok(await leaveList(deps, actor, context, id)),
    }),
    route({
      method: 'post',
      path: GUESTS,
      access: 'public',
      tag,
      summary: 'Ask for a place in the list without an account; the link that is mailed gives it',
      rateLimit: 'login',
      rateLimitKey: typedAddress,
      body: contract.newGuestEntry,
      response: contract.askedBody,
      status: 201,
      problems: ['account_needed', 'outside_availability', 'too_many_waiting'],
      handler: async ({ context, body, ip, language }) => {
        await askAsGuest({ unitOfWork, config }, context, body, { network: ipPrefix(ip), language });
        return { status: 201, body: { mailSent: true as const } };
      },
    }),
    route({
      method: 'post',
      path: `${GUESTS}/open`,
      access: 'public',
      tag,
      summary: 'The entry that a mailed link is of, as it is now; nothing changes',
      rateLimit: 'login',
      personal: true,
      body: contract.byLink,
      response: contract.guestEntryBody,
      problems: ['waiting_link_invalid'],
      handler: async ({ body: { token } }) => ok(await openByLink(database.fork(), token)),
    }),
    route({
      method: 'post',
      path: `${GUESTS}/confirm`,
      access: 'public',
      tag,
      summary: 'Take a place in the list by the mailed link; the second time it is taken already',
      rateLimit: 'login',
      personal: true,
      body: contract.byLink,
      response: contract.guestEntryBody,
      problems: ['waiting_link_invalid'],
      handler: async ({ context, body: { token } }) =>
        ok(await confirmByLink({ unitOfWork, context, token })),
    }),
    route({
      method: 'post',
      path: `${GUESTS}/leave`,
      access: 'public',
      tag,
      summary: 'Wait no longer, by the mailed link; name, address, number and that mail are forgotten',
      rateLimit: 'login',
      personal: true,
      body: contract.byLink,
      response: contract.guestEntryBody,
      problems: ['waiting_link_invalid'],
      handler: async ({ context, body: { token } }) => ok(await leaveByLink({ unitOfWork, context, token })),
    }),
  ];
}
