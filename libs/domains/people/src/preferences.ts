import { changeLocale, findUser, type User } from '@antrean/accounts';
import { choose, readPreferences as readNotificationPreferences } from '@antrean/notifications';
import type { SessionPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import type { AnyNotification } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { isDeepStrictEqual } from 'node:util';
import { lockOwner } from './change-profile.ts';
import { preferencesChanged } from './messages.ts';
import {
  DEFAULT_DISPLAY,
  type Display,
  type PreferencesBody,
  type PreferencesChange,
} from './preferences.contract.ts';

/**
 * What somebody has chosen, in one document. Each part is kept by whose it is: language and time zone by the account,
 * what to be told by which channel by the notifications, how screens look here.
 * @throws problem `not_found`
 */
export async function readPreferences(
  em: EntityManager,
  notifications: readonly AnyNotification[],
  userId: number,
): Promise<PreferencesBody> {
  const user = await findUser(em, userId);
  if (!user) throw problem('not_found');
  return preferencesOf(em, notifications, user);
}

async function preferencesOf(
  em: EntityManager,
  notifications: readonly AnyNotification[],
  { id, language, timeZone }: User,
): Promise<PreferencesBody> {
  const told = await readNotificationPreferences(em, notifications, id, language);
  const { email = true, sms = true, inApp = true } = told.channels;
  return {
    notifications: { email, sms, inApp, events: told.notifications },
    language,
    display: await readDisplay(em, id),
    timezone: timeZone ?? null,
  };
}

/** How the screens look for somebody. */
export async function readDisplay(em: EntityManager, userId: number): Promise<Display> {
  const [row] = await query<Display>(
    em,
    `select theme, density, date_format as "dateFormat", time_format as "timeFormat",
       first_day_of_week as "firstDayOfWeek"
     from display_preferences where user_id = ?`,
    [userId],
  );
  return row ?? DEFAULT_DISPLAY;
}

/**
 * Chooses; what is not said stays as it was. All or nothing.
 * @throws problem `invalid_request` for a notification that nobody can choose
 */
export function changePreferences(
  unitOfWork: UnitOfWork,
  context: Context,
  notifications: readonly AnyNotification[],
  actor: SessionPrincipal,
  { notifications: told, language, display, timezone }: PreferencesChange,
): Promise<PreferencesBody> {
  return transaction(unitOfWork, context, async (tx) => {
    const { id } = await lockOwner(tx, actor);
    const changed: string[] = [];
    if (told) {
      const { events, ...channels } = told;
      const wanted = { channels, notifications: events };
      if (await choose(tx, notifications, id, wanted, 'body.notifications.events'))
        changed.push('notifications');
    }
    const locale = await changeLocale(tx, id, { language, timeZone: timezone });
    changed.push(...locale.map((name) => (name === 'timeZone' ? 'timezone' : name)));
    if (display && (await changeDisplay(tx, id, display))) changed.push('display');
    if (changed.length > 0) publish(tx, preferencesChanged, { userId: id, changed });
    return readPreferences(tx.em, notifications, id);
  });
}

async function changeDisplay({ em }: Tx, userId: number, change: Partial<Display>): Promise<boolean> {
  const before = await readDisplay(em, userId);
  const after = { ...before, ...change };
  if (isDeepStrictEqual(before, after)) return false;
  await query(
    em,
    `insert into display_preferences (user_id, theme, density, date_format, time_format, first_day_of_week)
     values (?, ?, ?, ?, ?, ?)
     on conflict (user_id) do update set theme = excluded.theme, density = excluded.density,
       date_format = excluded.date_format, time_format = excluded.time_format,
       first_day_of_week = excluded.first_day_of_week, updated_at = now()`,
    [userId, after.theme, after.density, after.dateFormat, after.timeFormat, after.firstDayOfWeek],
  );
  return true;
}
