import { query, type Database } from '@antrean/platform/database';
import {
  defineNotification,
  NothingToTell,
  type NotificationText,
  type Recipient,
} from '@antrean/platform/notifications';
import { reportPermissions } from '@antrean/report-jobs';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { SKIP_REASONS, type SkipReason } from './messages.ts';
import { SKIP_TEXTS, type SkipTexts } from './schedule-stalled.words.ts';

const PEOPLE_TOLD = 40;

/** The cause by which each person is told of it once. */
export const stalledAtRun = (runId: string): string => `report-schedule-stalled:${runId}`;

/** Says that a schedule makes no reports any more, why, and what to do. */
export const scheduleStalledNotice = defineNotification({
  name: 'report-schedule.stalled',
  summary: 'A report schedule made no report several times in a row.',
  facts: z.object({
    runId: z.uuid(),
    reason: z.enum(SKIP_REASONS),
    detail: z.string(),
    /** How often in a row. */
    times: z.int(),
  }),
  channels: ['email', 'inApp'],
  choice: { id: 'Jadwal laporan yang berhenti', en: 'Report schedules that stopped' },
  recipients: (em, { runId }) => peopleToTell(em, runId),
  read: async ({ database, reports }, { runId, ...facts }, { reader: { userId, language } }) => {
    const about = await readAbout(database, runId, userId);
    if (!about) throw new NothingToTell('The schedule was deleted before the mail left.');
    const title = reports.find(({ name }) => name === about.report)?.title[language] ?? about.report;
    return { ...facts, ...about, title };
  },
  sample: {
    ...{ scheduleId: 7, name: 'Konsumsi mingguan', report: 'consumption', title: 'Laporan Konsumsi' },
    ...{ fullName: 'Siti Aminah', isOwner: true, canTakeOver: false },
    ...{ reason: 'not-permitted', detail: 'reports.consumption', times: 3 },
  },
  texts: { id: (stalled) => textOf(stalled, SKIP_TEXTS.id), en: (stalled) => textOf(stalled, SKIP_TEXTS.en) },
});

/**
 * The owner; when he is gone or has no address, those who can take the schedule over. And the recipients who are users:
 * they wait for a mail. An address outside is told nothing, because nobody there could do anything about it.
 */
function peopleToTell(em: EntityManager, runId: string): Promise<readonly Recipient[]> {
  return query<{ userId: number }>(
    em,
    `with schedule as (
       select s.owner_id, array(select lower(address) from unnest(s.recipients) address) as addresses
       from report_schedule_runs r join report_schedules s on s.id = r.schedule_id where r.id = ?
     ), reachable as (
       select u.id as "userId", u.id = s.owner_id as "isOwner", lower(u.email) = any(s.addresses) as "isRecipient",
         exists (select 1 from user_permissions_v p where p.user_id = u.id and p.permission = ?) as "canTakeOver"
       from users_v u cross join schedule s
       where u.is_active and u.email is not null
     )
     select "userId" from reachable
     where "isOwner" or "isRecipient" or ("canTakeOver" and not exists (select 1 from reachable where "isOwner"))
     order by "isRecipient", "userId" limit ?`,
    [runId, reportPermissions['see-all-jobs'], PEOPLE_TOLD],
  );
}

interface About {
  scheduleId: number;
  name: string;
  report: string;
  fullName: string;
  isOwner: boolean;
  canTakeOver: boolean;
}

async function readAbout(
  database: Database,
  runId: string,
  userId: number | null,
): Promise<About | undefined> {
  const [about] = await query<About>(
    database.fork(),
    `select s.id as "scheduleId", s.name, s.report, u.full_name as "fullName", u.id = s.owner_id as "isOwner",
       exists (select 1 from user_permissions_v p where p.user_id = u.id and p.permission = ?) as "canTakeOver"
     from report_schedule_runs r join report_schedules s on s.id = r.schedule_id join users_v u on u.id = ?
     where r.id = ?`,
    [reportPermissions['see-all-jobs'], userId, runId],
  );
  return about;
}

type Stalled = About & { title: string; reason: SkipReason; detail: string; times: number };

function textOf(stalled: Stalled, texts: SkipTexts): NotificationText {
  const { name, fullName, title, times } = stalled;
  return {
    subject: texts.subject(name),
    paragraphs: [texts.hello(fullName), texts.skipped(title, name, times), ...whatToDo(stalled, texts)],
  };
}

/** Who can do something is told how, and the details; the others are told why. */
function whatToDo({ isOwner, canTakeOver, scheduleId, reason, detail }: Stalled, texts: SkipTexts): string[] {
  if (!isOwner && !canTakeOver) return [texts.reason[reason], texts.recipient];
  return [
    `${texts.reason[reason]} (${detail})`,
    isOwner ? texts.owner(scheduleId) : texts.administrator(scheduleId),
  ];
}
