import type { Config } from '@antrean/platform/config';
import { query, type Database } from '@antrean/platform/database';
import { deliverMail, renderMail, type MailContent, type Mailer } from '@antrean/platform/mail';
import { handleJob, type JobHandler } from '@antrean/platform/queue';
import type { Report } from '@antrean/platform/report';
import { reportPermissions } from '@antrean/report-jobs';
import { SKIP_TEXTS } from './skip-text.ts';
import { warningOf, TELL_AFTER } from './skip-run.ts';
import { warnOfSkips, type SkipReason } from './messages.ts';

export interface WarnOfSkipsDependencies {
  database: Database;
  mailer: Mailer;
  reports: readonly Report[];
  config: Pick<Config, 'organisationName'>;
}

interface Warning {
  scheduleId: number;
  name: string;
  report: string;
  email: string;
  fullName: string;
  language: 'id' | 'en';
  isOwner: boolean;
  canTakeOver: boolean;
}

/** Mails somebody that a schedule makes no reports any more, why, and what to do. */
export function warnOfSkipsHandler(dependencies: WarnOfSkipsDependencies): JobHandler {
  const { database, reports, config } = dependencies;
  return handleJob(warnOfSkips, async (run) => {
    const { runId, userId, reason, detail } = run.payload;
    const warning = await readWarning(database, runId, userId);
    if (!warning) {
      run.log.info(
        { runId, userId },
        'the schedule has ended or the user has no address any more; no mail is sent',
      );
      return;
    }
    await deliverMail(run, dependencies, warningOf(runId, warning.email), async () => {
      const report = reports.find(({ name }) => name === warning.report);
      const title = report?.title[warning.language] ?? warning.report;
      const { subject, ...content } = warningContent(
        { ...warning, title, reason, detail },
        config.organisationName,
      );
      return { subject, ...renderMail(content) };
    });
  });
}

async function readWarning(database: Database, runId: string, userId: number): Promise<Warning | undefined> {
  const [warning] = await query<Warning>(
    database.fork(),
    `select s.id as "scheduleId", s.name, s.report, u.email, u.full_name as "fullName", u.language,
       u.id = s.owner_id as "isOwner",
       exists (select 1 from user_permissions_v p where p.user_id = u.id and p.permission = ?) as "canTakeOver"
     from report_schedule_runs r join report_schedules s on s.id = r.schedule_id join users_v u on u.id = ?
     where r.id = ? and u.is_active and u.email is not null`,
    [reportPermissions['see-all-jobs'], userId, runId],
  );
  return warning;
}

type Facts = Warning & { title: string; reason: SkipReason; detail: string };

function warningContent(facts: Facts, organisation: string): MailContent & { subject: string } {
  const texts = SKIP_TEXTS[facts.language];
  return {
    subject: texts.subject(facts.name),
    title: texts.subject(facts.name),
    paragraphs: [
      texts.hello(facts.fullName),
      texts.skipped(facts.title, facts.name, TELL_AFTER),
      ...whatToDo(facts),
    ],
    footer: organisation,
  };
}

/** Who can do something is told how, and the details; the others are told why. */
function whatToDo({ language, isOwner, canTakeOver, scheduleId, reason, detail }: Facts): string[] {
  const texts = SKIP_TEXTS[language];
  if (!isOwner && !canTakeOver) return [texts.reason[reason], texts.recipient];
  return [
    `${texts.reason[reason]} (${detail})`,
    isOwner ? texts.owner(scheduleId) : texts.administrator(scheduleId),
  ];
}
