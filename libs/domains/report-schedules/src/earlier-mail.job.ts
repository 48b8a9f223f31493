import type { Language } from '@antrean/platform/http';
import { query } from '@antrean/platform/database';
import { notify } from '@antrean/platform/notifications';
import { handleJob, type JobHandler } from '@antrean/platform/queue';
import { sendReport, warnOfSkips } from './messages.ts';
import { scheduleStalledNotice, stalledAtRun } from './schedule-stalled.notification.ts';
import { reportOfRun, scheduledReport } from './scheduled-report.notification.ts';
import { TELL_AFTER } from './skip-run.ts';

/** Mails that a process of an earlier version planned by jobs of their own leave as notifications do. */
export const earlierMailHandlers: readonly JobHandler[] = [
  handleJob(sendReport, (run) =>
    run.finish(async (tx) => {
      const { runId, recipient: address } = run.payload;
      const [job] = await query<{ language: Language }>(
        tx.em,
        `select j.language from report_schedule_runs r join report_jobs_v j on j.id = r.report_job_id where r.id = ?`,
        [runId],
      );
      if (!job) return;
      const takesOver = { address, language: job.language };
      notify(tx, scheduledReport, { runId }, { cause: reportOfRun(runId), takesOver });
    }),
  ),
  handleJob(warnOfSkips, (run) =>
    run.finish(async (tx) => {
      const { userId, ...facts } = run.payload;
      const cause = stalledAtRun(facts.runId);
      notify(tx, scheduleStalledNotice, { ...facts, times: TELL_AFTER }, { cause, takesOver: { userId } });
    }),
  ),
];
