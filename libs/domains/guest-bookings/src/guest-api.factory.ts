import { startBookingApi, type BookingApi, type Scene } from '@antrean/bookings/testing';
import { registrationEvents } from '@antrean/registration/messages';
import type { TestMailbox, TestReply, TestWorker } from '@antrean/testing';
import { guestHold, guestNews } from './guest.notification.ts';
import { guestBookingRoutes } from './http.ts';
import { guestBookingWorker } from './worker.ts';

export const PATH = '/api/guest-bookings';

export interface GuestApi extends BookingApi {
  readonly worker: TestWorker;
  readonly mailbox: TestMailbox;
  /** Asks for a time, as nobody who is known. */
  hold(scene: Scene, startsAt: string, more?: object): Promise<TestReply>;
  /** The token in the newest mail to an address. */
  tokenTo(email: string): Promise<string>;
  /** What a link is used for: `open`, `confirm`, `move`, `cancel`. */
  byLink(token: string, what: string, more?: object, headers?: Record<string, string>): Promise<TestReply>;
  /** What somebody booked by the link, and the link. */
  visit(
    scene: Scene,
    startsAt: string,
    more?: { email?: string; [key: string]: unknown },
  ): Promise<{ token: string; email: string; id: number }>;
}

let guests = 0;
/** Another address for each. */
export const freshEmail = (): string => `tamu${(guests += 1)}@guest.test`;

/** An api with bookings of guests, its worker and the mails. */
export async function startGuestApi(options: { poolSize?: number } = {}): Promise<GuestApi> {
  const api = await startBookingApi({
    ...options,
    above: {
      routes: guestBookingRoutes,
      messages: registrationEvents,
      notifications: [guestHold, guestNews],
      work: guestBookingWorker,
    },
  });
  const { worker, mailbox } = await api.work();
  const hold: GuestApi['hold'] = ({ clinicId, serviceId }, startsAt, more = {}) =>
    api.send(null, 'POST', PATH, {
      ...{ clinicId, serviceId, startsAt, name: 'Rina Tamu', email: freshEmail(), phone: '+6281234567890' },
      ...{ pet: { name: 'Bolu', species: 'kelinci' }, language: 'en' },
      ...more,
    });
  const tokenTo: GuestApi['tokenTo'] = async (email) => {
    await worker.drain();
    const mails = (await mailbox.emails()).filter(({ recipients }) => recipients.includes(email));
    const newest = mails.flatMap(({ text }) => /\/app\/visit#token=([\w-]+)/.exec(text)?.[1] ?? []).at(-1);
    if (!newest) throw new Error(`no link was mailed to ${email}`);
    return newest;
  };
  const byLink: GuestApi['byLink'] = (token, what, more = {}, headers = {}) =>
    api.send(null, 'POST', `${PATH}/${what}`, { token, ...more }, headers);
  return {
    ...api,
    ...{ worker, mailbox, hold, tokenTo, byLink },
    visit: async (scene, startsAt, { email = freshEmail(), ...more } = {}) => {
      const held = await hold(scene, startsAt, { email, ...more });
      if (held.status !== 201) throw new Error(JSON.stringify(held.body));
      const token = await tokenTo(email);
      const confirmed = await byLink(token, 'confirm');
      if (confirmed.status !== 200) throw new Error(JSON.stringify(confirmed.body));
      const [row] = await api.sql<{ id: number }>(
        `select booking_id as id from guest_bookings where email = ? order by booking_id desc limit 1`,
        [email],
      );
      return { token, email, id: row!.id };
    },
  };
}
