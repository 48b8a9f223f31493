import { expect } from '@jest/globals';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { testLog } from '@antrean/testing';
import type { ReportApi } from '@antrean/reports/testing';
import { reportScheduleView, type ReportScheduleView } from './report-schedule.contract.ts';
import { runDueSchedules } from './run-due-schedules.ts';

interface Run {
  dueAt: string;
  reportJobId: string | null;
  skipped: string | null;
}

export const dailySchedule = {
  name: 'Pagi',
  report: 'consumption',
  format: 'csv',
  cron: '0 7 * * *',
  timezone: 'Asia/Jakarta',
  recipients: ['ani@example.test', 'budi@example.test'],
};

/** What an owner does with schedules through the API, and time and mailbox for the test. */
export function reportSchedules(api: ReportApi, owner: UserPrincipal) {
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    actor: UserPrincipal | null = owner,
    headers: Record<string, string> = {},
  ) => {
    const answer = await api.fetch(actor, `/api/report-schedules${path}`, { method, body, headers });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
    };
  };
  return {
    call,
    create: async (changes: Record<string, unknown> = {}, actor = owner): Promise<ReportScheduleView> => {
      const answer = await call('POST', '', { ...dailySchedule, ...changes }, actor);
      expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
      return reportScheduleView.parse(answer.body);
    },
    makeDue: (id: number, ago = '1 second') =>
      api.sql(`update report_schedules set next_run_at = now() - interval '${ago}' where id = ${id}`),
    /** One turn of the schedule that looks for what is due. */
    turn: () =>
      transaction(api.unitOfWork, backgroundContext(testLog, 'test'), (tx) => runDueSchedules().run(tx)),
    runsOf: async (id: number): Promise<Run[]> => (await call('GET', `/${id}/runs`)).body['data'] as Run[],
    trail: async (id: number): Promise<string[]> => {
      await api.drain();
      const rows = await api.sql<{ action: string }>(
        `select action from log_audit_trail where subject = 'report-schedule:${id}' order by seq`,
      );
      return rows.map(({ action }) => action);
    },
    mails: async () =>
      (await api.mailbox.emails()).map((mail) => ({
        ...mail,
        to: mail.to.map(({ address }) => address).join(),
      })),
  };
}

export type ReportSchedules = ReturnType<typeof reportSchedules>;
