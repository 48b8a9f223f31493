import type { Retention } from '@antrean/platform/retention';

export const reminderRetention: readonly Retention[] = [
  { table: 'clinic_reminders', forEver: 'at most one row for each clinic' },
  { table: 'reminder_preferences', forEver: 'at most one row per user, which goes with the account' },
  // Shorter than deliveries are kept, also of one that left 30 days before: what became of each can be told.
  { table: 'reminder_plans', keep: '120 days', since: 'starts_at' },
  { table: 'reminders', forEver: 'goes with the plan of its booking' },
];
