import { maskTyped } from '@antrean/accounts';
import { bookingPermissions } from '@antrean/bookings';
import type { RouteDependencies } from '@antrean/platform/domain';
import { ok, route, type Route } from '@antrean/platform/http';
import { ipPrefix } from '@antrean/sessions';
import { cancelByLink, confirmByLink, moveByLink } from './change-by-link.ts';
import { forgetByLink } from './forget-guests.ts';
import * as contract from './guest.contract.ts';
import { findGuest } from './guest-link.ts';
import { readGuest, visitBodyOf } from './guest.queries.ts';
import { HOLD_MINUTES, holdAsGuest, MOST_HELD, MOST_TO_COME } from './hold-as-guest.ts';

const tag = 'Bookings without an account';
const PATH = '/api/guest-bookings';

export function guestBookingRoutes({
  unitOfWork,
  database,
  config,
}: Pick<RouteDependencies, 'unitOfWork' | 'database' | 'config'>): Route[] {
  /** Requests about one address are counted, beside those from one address of the network. */
  const typedAddress = (body: unknown): string => maskTyped(body, 'email', config);
  return [
    route({
      method: 'post',
      path: PATH,
      access: 'public',
      tag,
      summary: 'Hold a time without an account; the link that is mailed books it',
      description:
        `The time is kept for ${HOLD_MINUTES} minutes. Of one address ${MOST_HELD} times are held at once, and ` +
        `${MOST_TO_COME} bookings to come. Said again, it is the same time and the same mail.`,
      rateLimit: 'login',
      rateLimitKey: typedAddress,
      body: contract.newGuestBooking,
      response: contract.heldBody,
      status: 201,
      problems: ['account_needed', 'slot_taken', 'outside_availability', 'too_many_bookings'],
      handler: async ({ context, body, ip, language }) => {
        const from = { network: ipPrefix(ip), language };
        return { status: 201, body: await holdAsGuest({ unitOfWork, config }, context, body, from) };
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/open`,
      access: 'public',
      tag,
      summary: 'The booking that a mailed link is of, as it is now; nothing changes',
      description: 'It is no GET because the token is a secret, and addresses are logged.',
      rateLimit: 'login',
      personal: true,
      body: contract.byLink,
      response: contract.visitBody,
      problems: ['guest_link_invalid'],
      handler: async ({ body: { token } }) => {
        const em = database.fork();
        return ok(await visitBodyOf(em, await findGuest(em, token)));
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/confirm`,
      access: 'public',
      tag,
      summary: 'Book what is held, by the mailed link; the second time it is booked already',
      rateLimit: 'login',
      personal: true,
      body: contract.byLink,
      response: contract.visitBody,
      problems: ['guest_link_invalid', 'hold_expired', 'booking_status_conflict', 'clinic_takes_no_bookings'],
      handler: async ({ context, body: { token } }) =>
        ok(await confirmByLink({ unitOfWork, context, token })),
    }),
    route({
      method: 'post',
      path: `${PATH}/move`,
      access: 'public',
      tag,
      summary: 'Move a booking by the mailed link to another time, to somebody else, or both',
      rateLimit: 'login',
      personal: true,
      body: contract.moveByLink,
      response: contract.visitBody,
      versioned: true,
      problems: [
        'guest_link_invalid',
        'booking_status_conflict',
        'too_late_to_change',
        'booking_begun',
        'slot_taken',
        'outside_availability',
        'hold_expired',
      ],
      handler: async ({ context, body: { token, ...wish }, ifMatch }) =>
        ok(await moveByLink({ unitOfWork, context, token, ifMatch }, wish)),
    }),
    route({
      method: 'post',
      path: `${PATH}/cancel`,
      access: 'public',
      tag,
      summary: 'Cancel a booking by the mailed link; the second time it is cancelled already',
      rateLimit: 'login',
      personal: true,
      body: contract.cancelByLink,
      response: contract.visitBody,
      versioned: true,
      problems: ['guest_link_invalid', 'booking_status_conflict', 'too_late_to_change'],
      handler: async ({ context, body: { token, reason }, ifMatch }) =>
        ok(await cancelByLink({ unitOfWork, context, token, ifMatch }, reason)),
    }),
    route({
      method: 'post',
      path: `${PATH}/forget`,
      access: 'public',
      tag,
      summary:
        'Have all forgotten that was booked with the address of the mailed link; what is to come is cancelled',
      rateLimit: 'login',
      body: contract.byLink,
      response: contract.forgottenBody,
      problems: ['guest_link_invalid'],
      handler: async ({ context, body: { token } }) => {
        await forgetByLink({ unitOfWork }, context, token);
        return ok({ forgotten: true as const });
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:id`,
      access: bookingPermissions.attend,
      scoped: true,
      tag,
      summary: 'How the clinic reaches who booked without an account, and with which pet they come',
      params: contract.guestParams,
      response: contract.guestBody,
      personal: true,
      handler: async ({ actor, params: { id } }) => ok(await readGuest(database.fork(), actor, id)),
    }),
  ];
}
