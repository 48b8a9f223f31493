import { query } from '@antrean/platform/database';
import { defineSchedule, MORE, type Schedule } from '@antrean/platform/queue';
import type { Tx } from '@antrean/platform/transaction';
import { look, takeEntries } from './write-entry.ts';

const BATCH = 200;
const MOST_CLINICS = 1_000;

/** Ends what waits for days that are over and what no guest has confirmed, and looks where a job was given up. */
export const endEntriesSchedule = (): Schedule =>
  defineSchedule({ name: 'waiting-list.end', everyMs: 600_000, run: endEntries });

export async function endEntries(tx: Tx): Promise<typeof MORE | void> {
  // A day is over everywhere two days later.
  const over = await query<{ id: number }>(
    tx.em,
    `select id from waiting_entries
     where status in ('unconfirmed', 'waiting') and last_date < current_date - 1
     union all
     select id from waiting_entries where status = 'unconfirmed' and created_at < now() - interval '1 day'
     limit ?`,
    [BATCH],
  );
  await takeEntries(tx, [...new Set(over.map(({ id }) => id))], 'expire');
  const marked = await query<{ clinicId: number }>(
    tx.em,
    `select distinct clinic_id as "clinicId" from waiting_entries where is_to_look and status = 'waiting' limit ?`,
    [MOST_CLINICS],
  );
  // One that is open stays as it is.
  for (const { clinicId } of marked) look(tx, clinicId);
  return over.length === BATCH ? MORE : undefined;
}
