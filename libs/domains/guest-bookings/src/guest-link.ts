import { hashOneTimeToken, oneTimeTokenOf } from '@antrean/accounts';
import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import { NothingToTell } from '@antrean/platform/notifications';
import type { EntityManager } from '@mikro-orm/postgresql';
import { guestProblem } from './guest.problem.ts';

/**
 * The address of a guest's booking in a mail: the same at each try of a delivery, whose token is on record before it
 * leaves. It opens a page, and changes nothing before its reader says so.
 * @throws NothingToTell when the guest has been forgotten; an error when an account has just taken the booking over, of
 * which the next try tells
 */
export async function makeGuestLink(
  em: EntityManager,
  config: Pick<Config, 'jwt' | 'publicUrl'>,
  deliveryId: string,
  bookingId: number,
): Promise<string> {
  const token = oneTimeTokenOf(deliveryId, config);
  const made = await query(
    em,
    `with guest as (select booking_id from guest_bookings where booking_id = ?),
       link as (insert into guest_links (token_hash, booking_id) select ?, booking_id from guest on conflict do nothing)
     select booking_id from guest`,
    [bookingId, hashOneTimeToken(token)],
  );
  if (made.length === 0) {
    const adopted = await query(em, `select from bookings_v where id = ? and customer_id is not null`, [
      bookingId,
    ]);
    if (adopted.length > 0) throw new Error(`booking ${bookingId} has just become that of an account`);
    throw new NothingToTell('The guest has been forgotten.', 'unreachable');
  }
  return `${config.publicUrl}/app/visit#token=${token}`;
}

/** How a guest is reached, and with which pet they come. */
export interface Guest {
  readonly bookingId: number;
  readonly email: string;
  readonly phone: string;
  readonly language: 'id' | 'en';
  readonly timeZone: string | null;
  readonly petName: string;
  readonly petSpecies: string;
}

const COLUMNS = `g.booking_id as "bookingId", g.email, g.phone, g.language, g.time_zone as "timeZone",
  g.pet_name as "petName", g.pet_species as "petSpecies"`;

/**
 * Whose booking a link is of. All links of a booking work as long as the guest is known.
 * @param mode `lock`: nobody else goes by a link of this booking, or forgets the guest, until the transaction ends
 * @throws problem `guest_link_invalid` (404)
 */
export async function findGuest(
  em: EntityManager,
  token: string,
  mode: 'read' | 'lock' = 'read',
): Promise<Guest> {
  const [guest] = await query<Guest>(
    em,
    `select ${COLUMNS} from guest_links l join guest_bookings g on g.booking_id = l.booking_id
     where l.token_hash = ?${mode === 'lock' ? ' for update of g' : ''}`,
    [hashOneTimeToken(token)],
  );
  if (!guest) throw guestProblem('guest_link_invalid');
  return guest;
}

/** The guest of a booking; null when it has none, or they were forgotten. */
export async function guestOf(em: EntityManager, bookingId: number): Promise<Guest | null> {
  const [guest] = await query<Guest>(em, `select ${COLUMNS} from guest_bookings g where g.booking_id = ?`, [
    bookingId,
  ]);
  return guest ?? null;
}
