import { query } from '@antrean/platform/database';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import { isDeepStrictEqual } from 'node:util';
import { reminderPreferencesChanged } from './messages.ts';
import type { ChoiceChange, PreferencesBody } from './reminder.contract.ts';
import { preferencesBodyOf, readChoice } from './reminder.queries.ts';
import { holdToChange } from './reminder-settings.ts';
import { replanPage } from './replan-page.ts';

/** Chooses when and how a user is reminded, also of bookings that are planned already. What is not said stays as it was. */
export function changePreferences(
  unitOfWork: UnitOfWork,
  context: Context,
  userId: number,
  change: ChoiceChange,
): Promise<PreferencesBody> {
  return transaction(unitOfWork, context, async (tx) => {
    await holdToChange(tx.em, 'customer', userId);
    const before = await readChoice(tx.em, userId);
    const after = { ...before, ...change };
    if (isDeepStrictEqual(before, after)) return preferencesBodyOf(after);
    const { offsetsMinutes, channels } = after;
    await query(
      tx.em,
      `insert into reminder_preferences (user_id, offsets_minutes, channels) values (?, ?::int[], ?::text[])
       on conflict (user_id) do update set offsets_minutes = excluded.offsets_minutes, channels = excluded.channels,
         updated_at = now()`,
      [userId, offsetsMinutes && `{${offsetsMinutes.join(',')}}`, channels && `{${channels.join(',')}}`],
    );
    publish(tx, reminderPreferencesChanged, {
      userId,
      offsetsMinutes: offsetsMinutes && [...offsetsMinutes],
      channels: channels && [...channels],
    });
    await replanPage(tx, { of: 'customer', id: userId, after: null });
    return preferencesBodyOf(after);
  });
}
