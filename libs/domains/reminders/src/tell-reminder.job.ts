import { query } from '@antrean/platform/database';
import type { FailPoints } from '@antrean/platform/outbox';
import { notify, type NotificationChannel } from '@antrean/platform/notifications';
import { handleJob, type JobHandler } from '@antrean/platform/queue';
import type { EntityManager } from '@mikro-orm/postgresql';
import { bookingReminder, LEAST_MINUTES } from './reminder.notification.ts';
import { tellReminder } from './messages.ts';
import { endedBy, type Reason } from './plan-reminders.ts';
import { CHOSEN, settingsOf, type Chosen } from './reminder-settings.ts';

interface Due extends Chosen {
  id: string;
  channel: NotificationChannel;
  cause: string;
  status: string;
  startsAtMs: number;
  isSameTime: boolean;
  isClinicActive: boolean;
  isReachable: boolean;
  isOvertaken: boolean;
  minutesLeft: number;
}

interface Time {
  readonly bookingId: number;
  readonly bookingVersion: number;
  readonly offsetMinutes: number;
}

/**
 * Has the customer told, by each channel, what is planned for one time of a booking, unless the booking or what was chosen
 * has changed, or it comes too late to be of use. What is told and that it is commit together; the cause makes it one
 * delivery, whoever says it again.
 */
export function tellReminderHandler(failPoint: FailPoints): JobHandler {
  return handleJob(
    tellReminder,
    async ({ payload: time, finish }) => {
      await finish(async (tx) => {
        await query(tx.em, `select booking_id from reminder_plans where booking_id = ? for update`, [
          time.bookingId,
        ]);
        const { bookingId, offsetMinutes } = time;
        for (const due of await readDue(tx.em, time)) {
          const reason = whyNot(due, time);
          if (reason === null) {
            const { channel, cause, startsAtMs } = due;
            notify(
              tx,
              bookingReminder,
              { bookingId, startsAtMs, offsetMinutes, channel },
              { cause, channels: [channel] },
            );
          }
          await query(tx.em, `update reminders set state = ?, reason = ? where id = ?`, [
            ...[reason === null ? 'told' : 'skipped', reason, due.id],
          ]);
        }
        await failPoint('reminder.told');
      });
    },
    {
      onDead: async ({ em }, { bookingId, bookingVersion, offsetMinutes }) => {
        await query(
          em,
          `update reminders set state = 'failed', reason = 'error'
           where booking_id = ? and booking_version = ? and offset_minutes = ? and state = 'planned'`,
          [bookingId, bookingVersion, offsetMinutes],
        );
      },
    },
  );
}

/** What waits to be told, also by a try that died and is made again. */
const readDue = (em: EntityManager, { bookingId, bookingVersion, offsetMinutes }: Time): Promise<Due[]> =>
  query<Due>(
    em,
    `select r.id, r.channel, r.cause, b.status, ${CHOSEN},
       floor(extract(epoch from b.starts_at) * 1000)::float8 as "startsAtMs",
       r.booking_version = p.booking_version and p.starts_at = b.starts_at as "isSameTime",
       cl.is_active as "isClinicActive",
       case r.channel when 'email' then coalesce(k.email, g.email) is not null when 'sms' then k.phone is not null else k.id is not null end
         as "isReachable",
       exists (select from reminders o where o.booking_id = r.booking_id and o.booking_version = r.booking_version
                 and o.channel = r.channel and o.offset_minutes < r.offset_minutes and o.due_at <= now()
                 and o.state in ('planned', 'told')) as "isOvertaken",
       extract(epoch from b.starts_at - now())::float8 / 60 as "minutesLeft"
     from reminders r
     join reminder_plans p on p.booking_id = r.booking_id
     join bookings_v b on b.id = r.booking_id
     join clinics_v cl on cl.id = b.clinic_id
     left join user_contacts_v k on k.id = b.customer_id and k.is_active
     left join guest_bookings_v g on g.booking_id = b.id and b.customer_id is null
     left join reminder_preferences u on u.user_id = b.customer_id
     left join clinic_reminders c on c.clinic_id = p.clinic_id
     where r.booking_id = ? and r.booking_version = ? and r.offset_minutes = ? and r.state in ('planned', 'failed')
     order by r.channel`,
    [bookingId, bookingVersion, offsetMinutes],
  );

function whyNot(due: Due, { offsetMinutes }: Time): Reason | null {
  const ended = endedBy(due.status);
  if (ended) return ended;
  if (!due.isSameTime) return 'moved';
  if (!due.isClinicActive) return 'clinic_inactive';
  const { offsetsMinutes, channels } = settingsOf(due);
  if (!offsetsMinutes.includes(offsetMinutes) || !channels.includes(due.channel)) return 'not_chosen';
  if (due.minutesLeft < LEAST_MINUTES) return 'too_late';
  // Workers were away over both of their times: one of them says what there is to say.
  if (due.isOvertaken) return 'overtaken';
  return due.isReachable ? null : 'unreachable';
}
