import { tellEach } from '@antrean/notifications';
import { query } from '@antrean/platform/database';
import type { NotificationChannel, Recipient } from '@antrean/platform/notifications';
import type { Tx } from '@antrean/platform/transaction';
import { bookingReminder, LEAST_MINUTES } from './reminder.notification.ts';
import { endedBy, type Reason } from './plan-reminders.ts';
import { CHOSEN, settingsOf, type Chosen } from './reminder-settings.ts';

interface Due extends Chosen {
  id: string;
  bookingId: number;
  offsetMinutes: number;
  channel: NotificationChannel;
  cause: string;
  status: string;
  startsAtMs: number;
  isSameTime: boolean;
  isClinicActive: boolean;
  /** Null when nobody can be reached by this channel. */
  recipient: Recipient | null;
  isOvertaken: boolean;
  minutesLeft: number;
}

/**
 * Has customers told of what is planned, unless the booking or what was chosen has changed, or it comes too late to be of
 * use. What is told and that it is commit together; the cause makes it one delivery, whoever says it again.
 * @param ids reminders of bookings whose plans the caller holds; those that have been told are left out
 */
export async function tellReminders(tx: Tx, ids: readonly string[]): Promise<void> {
  const judged = (await readDue(tx, ids)).map((due) => ({ ...due, reason: whyNot(due) }));
  await query(
    tx.em,
    `update reminders r set state = case when j.reason is null then 'told' else 'skipped' end, reason = j.reason
     from jsonb_to_recordset(?::jsonb) as j (id bigint, reason text) where r.id = j.id`,
    [JSON.stringify(judged.map(({ id, reason }) => ({ id, reason })))],
  );
  await tellEach(
    tx,
    bookingReminder,
    judged.flatMap(({ reason, recipient, cause, bookingId, startsAtMs, offsetMinutes, channel }) =>
      reason !== null || recipient === null
        ? []
        : {
            ...{ cause, channels: [channel], recipients: [recipient] },
            facts: { bookingId, startsAtMs, offsetMinutes, channel },
          },
    ),
  );
}

const readDue = ({ em }: Tx, ids: readonly string[]): Promise<Due[]> =>
  query<Due>(
    em,
    `select r.id, r.booking_id as "bookingId", r.offset_minutes as "offsetMinutes", r.channel, r.cause, b.status, ${CHOSEN},
       floor(extract(epoch from b.starts_at) * 1000)::float8 as "startsAtMs",
       r.booking_version = p.booking_version and p.starts_at = b.starts_at as "isSameTime",
       cl.is_active as "isClinicActive",
       case when case r.channel when 'email' then k.email when 'sms' then k.phone else k.id::text end is not null
              then jsonb_build_object('userId', k.id)
            when r.channel = 'email' and g.email is not null
              then jsonb_build_object('address', g.email, 'language', g.language) end as recipient,
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
     where r.id = any(?::bigint[]) and r.state in ('planned', 'failed') order by r.due_at, r.id`,
    [`{${ids.join(',')}}`],
  );

function whyNot(due: Due): Reason | null {
  const ended = endedBy(due.status);
  if (ended) return ended;
  if (!due.isSameTime) return 'moved';
  if (!due.isClinicActive) return 'clinic_inactive';
  const { offsetsMinutes, channels } = settingsOf(due);
  if (!offsetsMinutes.includes(due.offsetMinutes) || !channels.includes(due.channel)) return 'not_chosen';
  if (due.minutesLeft < LEAST_MINUTES) return 'too_late';
  // Workers were away over both of their times: one of them says what there is to say.
  if (due.isOvertaken) return 'overtaken';
  return due.recipient === null ? 'unreachable' : null;
}
