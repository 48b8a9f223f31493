import { query } from '@antrean/platform/database';
import { discardFiles } from '@antrean/platform/files';
import { defineSchedule, MORE, type Schedule } from '@antrean/platform/queue';

const EVERY_MS = 600_000;
const AT_ONCE = 200;
/** No try of before takes longer: what it noted and did not finish is nobody's. */
const ABANDONED_AFTER_MS = 3_600_000;

/** Gives up the files of reports when their time is over; what is known about them stays. */
export function reportFileRetention(): Schedule {
  return defineSchedule({
    name: 'reports.file-retention',
    everyMs: EVERY_MS,
    run: async (tx) => {
      const expired = await query<{ key: string }>(
        tx.em,
        `update report_jobs j set file_key = null
         from (select id, file_key from report_jobs where file_key is not null and expires_at <= now()
               order by expires_at limit ? for update skip locked) as old
         where j.id = old.id returning old.file_key as key`,
        [AT_ONCE],
      );
      const abandoned = await query<{ key: string }>(
        tx.em,
        `with noted as (
           delete from report_files where key = any (array(
             select key from report_files where created_at < now() - ? * interval '1 millisecond'
             order by created_at limit ?))
           returning key, report_job_id
         )
         select n.key from noted n join report_jobs j on j.id = n.report_job_id where j.file_key is distinct from n.key`,
        [ABANDONED_AFTER_MS, AT_ONCE],
      );
      await discardFiles(
        tx,
        [...expired, ...abandoned].map(({ key }) => key),
      );
      if (expired.length === AT_ONCE || abandoned.length === AT_ONCE) return MORE;
    },
  });
}
