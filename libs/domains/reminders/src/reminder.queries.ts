import { query } from '@antrean/platform/database';
import type { NotificationChannel } from '@antrean/platform/notifications';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { BookingBody, ClinicBody, PreferencesBody } from './reminder.contract.ts';
import { localTextOf } from './reminder-time.ts';
import { CHOSEN, DEFAULTS, settingsOf, type Choice, type Chosen } from './reminder-settings.ts';

/** More than this were reminders of a booking that was moved a hundred times. */
const MOST = 500;

interface Row {
  offsetMinutes: number;
  channel: NotificationChannel;
  dueMs: number;
  bookingVersion: number;
  state: 'planned' | 'sent' | 'skipped' | 'failed';
  reason: string | null;
  sentMs: number | null;
}

/**
 * What is planned for a booking, and what became of it. What was given to the notifications is as their delivery says;
 * without one, nobody could be reached.
 */
export async function readBookingReminders(em: EntityManager, bookingId: number): Promise<BookingBody> {
  const [chosen] = await query<Chosen & { timeZone: string }>(
    em,
    `select ${CHOSEN}, coalesce(k.time_zone, g.time_zone, b.time_zone) as "timeZone" from bookings_v b
     left join user_contacts_v k on k.id = b.customer_id
     left join guest_bookings_v g on g.booking_id = b.id and b.customer_id is null
     left join reminder_plans p on p.booking_id = b.id
     left join reminder_preferences u on u.user_id = b.customer_id
     left join clinic_reminders c on c.clinic_id = b.clinic_id
     where b.id = ?`,
    [bookingId],
  );
  if (!chosen) throw new Error(`booking ${bookingId} is gone while its reminders are read`);
  const { offsetsMinutes, channels, chosenBy } = settingsOf(chosen);
  const { timeZone } = chosen;
  const rows = await query<Row>(
    em,
    `select r.offset_minutes as "offsetMinutes", r.channel, r.booking_version as "bookingVersion",
       floor(extract(epoch from r.due_at) * 1000)::float8 as "dueMs",
       case when r.state <> 'told' then r.state
            when d.status in ('sent', 'skipped', 'failed') then d.status
            when d.status is null and p.starts_at <= now() then 'skipped'
            else 'planned' end as state,
       case when r.state <> 'told' then r.reason
            when d.status = 'skipped' then coalesce(d.skipped_for, 'nothing_to_tell')
            when d.status = 'failed' then 'refused'
            when d.status is null and p.starts_at <= now() then 'unreachable' end as reason,
       floor(extract(epoch from d.sent_at) * 1000)::float8 as "sentMs"
     from reminders r
     join reminder_plans p on p.booking_id = r.booking_id
     left join deliveries_v d on d.cause = r.cause and d.channel = r.channel
     where r.booking_id = ?
     order by r.booking_version desc, r.due_at, r.channel limit ?`,
    [bookingId, MOST],
  );
  return {
    bookingId,
    timeZone,
    offsetsMinutes: [...offsetsMinutes],
    channels: [...channels],
    chosenBy,
    reminders: rows.map(({ dueMs, sentMs, ...row }) => ({
      ...row,
      dueAt: iso(dueMs),
      localDueAt: localTextOf(dueMs, timeZone),
      sentAt: sentMs === null ? null : iso(sentMs),
    })),
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** What a user chose; null where nothing. */
export async function readChoice(em: EntityManager, userId: number): Promise<Choice> {
  const [row] = await query<Choice>(
    em,
    `select to_jsonb(offsets_minutes) as "offsetsMinutes", to_jsonb(channels) as channels
     from reminder_preferences where user_id = ?`,
    [userId],
  );
  return row ?? { offsetsMinutes: null, channels: null };
}

export function preferencesBodyOf({ offsetsMinutes, channels }: Choice): PreferencesBody {
  return {
    offsetsMinutes: [...(offsetsMinutes ?? DEFAULTS.offsetsMinutes)],
    channels: [...(channels ?? DEFAULTS.channels)],
    chosen: { offsetsMinutes: offsetsMinutes !== null, channels: channels !== null },
  };
}

/** When a clinic reminds, and in which version that is. */
export async function readClinicReminders(em: EntityManager, clinicId: number): Promise<ClinicBody> {
  const [row] = await query<{ offsetsMinutes: number[] | null; version: number }>(
    em,
    `select to_jsonb(offsets_minutes) as "offsetsMinutes", version from clinic_reminders where clinic_id = ?`,
    [clinicId],
  );
  return {
    offsetsMinutes: row?.offsetsMinutes ?? [...DEFAULTS.offsetsMinutes],
    isChosen: (row?.offsetsMinutes ?? null) !== null,
    version: row?.version ?? 1,
  };
}
