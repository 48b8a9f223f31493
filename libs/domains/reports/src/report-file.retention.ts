import { query, type Database } from '@antrean/platform/database';
import { defineSchedule, MORE, type Schedule } from '@antrean/platform/queue';
import type { FileStorage } from '@antrean/platform/storage';

const EVERY_MS = 600_000;
/** Far longer than any try may take: a file of this age that is no job's is no try's either. */
const ABANDONED_AFTER_MS = 3_600_000;
const AT_ONCE = 200;

/** Removes a file that did not become its job's. */
export async function discardFile(database: Database, storage: FileStorage, key: string): Promise<void> {
  await storage.remove(key);
  await query(database.fork(), `delete from report_files where key = ?`, [key]);
}

/**
 * Removes files whose time is over, and what killed tries left behind. A file is removed before the commit that
 * forgets it: when the process dies in between, the next turn finds the file gone and forgets it.
 */
export function reportFileRetention(storage: FileStorage): Schedule {
  return defineSchedule({
    name: 'reports.file-retention',
    everyMs: EVERY_MS,
    run: async (tx) => {
      const files = await query<{ key: string }>(
        tx.em,
        `select f.key from report_files f join report_jobs j on j.id = f.report_job_id
         where (j.file_key = f.key and j.expires_at <= now())
            or (j.file_key is distinct from f.key and f.created_at < now() - ? * interval '1 millisecond')
         order by f.created_at limit ?`,
        [ABANDONED_AFTER_MS, AT_ONCE],
      );
      for (const { key } of files) await storage.remove(key);
      await storage.sweepTemporary(ABANDONED_AFTER_MS);
      await query(
        tx.em,
        `with gone as (
           delete from report_files where key in (select jsonb_array_elements_text(?::jsonb))
           returning key, report_job_id
         )
         update report_jobs j set file_key = null from gone where j.id = gone.report_job_id and j.file_key = gone.key`,
        [JSON.stringify(files.map(({ key }) => key))],
      );
      if (files.length === AT_ONCE) return MORE;
    },
  });
}
