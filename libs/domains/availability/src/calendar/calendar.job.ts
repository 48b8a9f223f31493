import {
  clinicCreated,
  clinicDeactivated,
  clinicUpdated,
  hoursChanged,
  servicesChanged,
  staffChanged,
} from '@antrean/clinics/messages';
import type { EventRecord } from '@antrean/platform/messages';
import { enqueue, publish } from '@antrean/platform/outbox';
import {
  consumeEvents,
  defineSchedule,
  handleJob,
  type EventConsumer,
  type JobHandler,
  type Schedule,
} from '@antrean/platform/queue';
import type { Tx } from '@antrean/platform/transaction';
import { dayAt } from './calendar.ts';
import { fillDays, findUnfilled, lockCalendar } from './calendar-days.ts';
import { availabilityChanged, calendarKey, fillCalendar, releaseHold } from '../messages.ts';
import { bindToClinic } from '../blocks/manage-block.ts';
import { forgetReasons } from '../personal-data.ts';
import { releaseIfOver } from '../slots/occupy.ts';
import { findScene } from '../slots/scene.queries.ts';

/** Calendars that one turn of the schedule has filled; readers do without them until then. */
const BATCH = 2_000;

export const fillCalendarHandler = (): JobHandler =>
  handleJob(fillCalendar, (run) =>
    run.finish(async ({ em }) => {
      const { clinicId } = run.payload;
      await lockCalendar(em, clinicId);
      const scene = await findScene(em, clinicId);
      if (scene?.isActive) await fillDays(em, scene);
    }),
  );

export const releaseHoldHandler = (): JobHandler =>
  handleJob(releaseHold, (run) => run.finish((tx) => releaseIfOver(tx, run.payload.reference)));

/** Has calendars reach as far as bookings are taken, day by day, and makes those anew that are not as they are now. */
export const extendCalendars = (): Schedule =>
  defineSchedule({
    name: 'availability.extend-calendars',
    everyMs: 3_600_000,
    run: async (tx) => {
      const clinics = await findUnfilled(tx.em, BATCH);
      for (const { clinicId } of clinics) {
        enqueue(tx, fillCalendar, { clinicId }, { key: calendarKey(clinicId), onConflict: 'keep' });
      }
    },
  });

const READ = [
  ...[clinicCreated, clinicUpdated, clinicDeactivated],
  ...[hoursChanged, servicesChanged, staffChanged],
] as const;

/** What changes at clinics, and with it what can be booked there. Readers see it at once; the days follow by a job. */
export const followClinics = (): EventConsumer =>
  consumeEvents(
    'availability',
    async (tx, events) => {
      const clinics = Map.groupBy(events, ({ payload }) => Number(payload['clinicId']));
      for (const [clinicId, own] of clinics) await follow(tx, clinicId, own);
    },
    { reads: READ },
  );

const REFILLS = new Set<string>([clinicCreated.name, clinicUpdated.name, hoursChanged.name]);

async function follow(tx: Tx, clinicId: number, events: readonly EventRecord[]): Promise<void> {
  for (const { name, payload } of events) {
    if (name === staffChanged.name && payload['change'] === 'removed') {
      const staffId = Number(payload['staffId']);
      await forgetReasons(tx.em, staffId);
      await bindToClinic(tx, staffId);
    }
  }
  const scene = await findScene(tx.em, clinicId);
  if (!scene) return;
  if (scene.isActive && events.some(({ name }) => REFILLS.has(name))) {
    enqueue(tx, fillCalendar, { clinicId }, { key: calendarKey(clinicId), onConflict: 'replace' });
  }
  if (events.some(({ name }) => name !== clinicCreated.name)) {
    publish(tx, availabilityChanged, {
      clinicId,
      from: dayAt(scene.now, scene.timeZone).toString(),
      to: null,
    });
  }
}
