import { startBookingApi, type BookingApi, type Scene } from '@antrean/bookings/testing';
import { guestBookings } from '@antrean/guest-bookings/domain';
import { guestBookingRoutes } from '@antrean/guest-bookings/http';
import { guestBookingWorker } from '@antrean/guest-bookings/worker';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { FailPoints } from '@antrean/platform/outbox';
import { registrationEvents } from '@antrean/registration/messages';
import type { TestMailbox, TestReply, TestWorker } from '@antrean/testing';
import { waitingRoutes } from './http.ts';
import { waitingMessages } from './messages.ts';
import { waitingNotifications } from './waiting.notification.ts';
import { waitingWorker } from './worker.ts';

export const PATH = '/api/waiting-list';

/** Somebody with a pet and an address. */
export interface Waiter {
  readonly customer: UserPrincipal;
  readonly petId: number;
  readonly email: string;
}

export interface WaitingApi extends BookingApi {
  readonly worker: TestWorker;
  readonly mailbox: TestMailbox;
  waiter(): Promise<Waiter>;
  /** Has somebody wait for 09:00 of a day that `jakarta` names so. */
  wait(scene: Scene, days: number, who: Waiter, more?: object): Promise<TestReply>;
  /** The same, of who is let in. */
  waits(scene: Scene, days: number, who: Waiter, more?: object): Promise<number>;
  /** The subjects of all mails to an address. */
  subjectsTo(email: string): Promise<string[]>;
  /** The token of the newest link to a page in the mails to an address. */
  tokenTo(email: string, page: 'visit' | 'waiting'): Promise<string>;
  statusOf(entryId: number): Promise<string>;
}

let people = 0;
const worker = (failPoint: FailPoints) => {
  const own = waitingWorker({ failPoint });
  const guests = guestBookingWorker();
  return {
    handlers: [...own.handlers, ...guests.handlers],
    consumers: [...own.consumers, ...guests.consumers],
    schedules: [],
  };
};

export async function startWaitingApi(options: {
  poolSize?: number;
  failPoint?: FailPoints;
}): Promise<WaitingApi> {
  const { failPoint = async () => undefined, ...rest } = options;
  const api = await startBookingApi({
    ...rest,
    above: {
      routes: (test) => [...waitingRoutes(test), ...guestBookingRoutes(test)],
      messages: [...waitingMessages, ...registrationEvents],
      notifications: [...waitingNotifications, ...(guestBookings.notifications ?? [])],
      work: () => worker(failPoint),
    },
  });
  const work = await api.work();
  const mailsTo = async (email: string) => {
    await work.worker.drain();
    return (await work.mailbox.emails()).filter(({ recipients }) => recipients.includes(email));
  };
  const wait: WaitingApi['wait'] = ({ clinicId, serviceId }, days, { customer, petId }, more = {}) => {
    const date = dayIn(days);
    return api.send(customer, 'POST', PATH, {
      ...{ clinicId, serviceId, petId, firstDate: date, lastDate: date },
      ...{ fromTime: '09:00', untilTime: '09:30' },
      ...more,
    });
  };
  return {
    ...api,
    ...{ worker: work.worker, mailbox: work.mailbox, wait },
    waiter: async () => {
      const email = `penunggu${(people += 1)}@waiting.test`;
      return { ...(await api.petOwner({ email })), email };
    },
    waits: async (scene, days, who, more) => {
      const { status, body } = await wait(scene, days, who, more);
      if (status !== 201) throw new Error(JSON.stringify(body));
      return Number(body['id']);
    },
    subjectsTo: async (email) => (await mailsTo(email)).map(({ subject }) => subject),
    tokenTo: async (email, page) => {
      const link = new RegExp(String.raw`/app/${page}#token=([\w-]+)`);
      const newest = (await mailsTo(email)).flatMap(({ text }) => link.exec(text)?.[1] ?? []).at(-1);
      if (!newest) throw new Error(`no link was mailed to ${email}`);
      return newest;
    },
    statusOf: async (id) => {
      const [row] = await api.sql<{ status: string }>(`select status from waiting_entries where id = ?`, [
        id,
      ]);
      return row?.status ?? 'gone';
    },
  };
}

/** A day of Jakarta's calendar, so many from now. */
export const dayIn = (days: number): string =>
  new Date(Date.now() + days * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10);
