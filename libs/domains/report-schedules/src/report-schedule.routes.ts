import {
  accepted,
  created,
  noContent,
  ok,
  growingPage,
  growingQuery,
  problem,
  route,
  type Route,
} from '@antrean/platform/http';
import type { UserPrincipal } from '@antrean/platform/auth';
import type { Report } from '@antrean/platform/report';
import { z } from 'zod';
import {
  changeReportSchedule,
  createReportSchedule,
  deleteReportSchedule,
  takeOverReportSchedule,
} from './manage-report-schedule.ts';
import type { RouteDependencies } from '@antrean/platform/domain';
import { assertMayRead, resolveBodyParameters } from '@antrean/report-jobs';
import { describeRuns } from './describe-runs.ts';
import { RUNS_AHEAD } from './next-run.ts';
import { runScheduleNow } from './run-schedule-now.ts';
import {
  nextRunsQuery,
  nextRunView,
  reportScheduleChange,
  reportScheduleParams,
  reportScheduleRequest,
  reportScheduleRunView,
  reportScheduleView,
  toScheduleWire,
  type ReportScheduleView,
} from './report-schedule.contract.ts';
import { listReportSchedules, listScheduleRuns, readReportSchedule } from './report-schedule.queries.ts';
import { OUTSIDE_RECIPIENTS_PER_OWNER, SCHEDULES_PER_OWNER } from './report-schedule.quota.ts';
import { namesDates, withoutDates } from './schedule-period.ts';

const PATH = '/api/report-schedules';
const tag = 'Reports';

/** Reports by mail, again and again. Everybody sees their own schedules, administrators all. */
export function reportScheduleRoutes({
  unitOfWork,
  database,
  reports,
  config,
}: Pick<RouteDependencies, 'unitOfWork' | 'database' | 'reports' | 'config'>): Route[] {
  const request = reportScheduleRequest(reports, config.businessZone);
  const schedulable = (actor: UserPrincipal, name: string): Report => {
    const report = reports.find((each) => each.name === name);
    if (!report) throw problem('not_found');
    assertMayRead(actor, report);
    return report;
  };
  const assertResolves = (report: Report, params: unknown, signal: AbortSignal) =>
    resolveBodyParameters(report, { database, zone: config.businessZone, signal }, params);

  return [
    route({
      method: 'post',
      path: PATH,
      access: 'signed-in',
      summary: 'Have a report made and mailed again and again',
      description:
        'Needs the permission of the report, also at each run. On days when the clocks change, a time that they skip ' +
        'is due once, later by what was skipped, and one that they show twice is due the first time. One person may ' +
        `have ${SCHEDULES_PER_OWNER} schedules, to ${OUTSIDE_RECIPIENTS_PER_OWNER} addresses that are no users.`,
      tag,
      body: request,
      response: reportScheduleView,
      status: 201,
      idempotent: true,
      rateLimit: 'create',
      problems: ['too_many_schedules', 'too_many_outside_recipients'],
      handler: async ({ actor, body, context, language, signal }) => {
        const report = schedulable(actor, body.report);
        await assertResolves(report, body.params, signal);
        const name = body.name ?? report.title[language];
        const schedule = await createReportSchedule(
          unitOfWork,
          context,
          { actor, report },
          { ...body, name },
        );
        return created(schedule, `${PATH}/${schedule.id}`);
      },
    }),
    route({
      method: 'get',
      path: PATH,
      personal: true,
      access: 'signed-in',
      summary: 'Report schedules, newest first',
      tag,
      query: z.object(growingQuery()),
      response: growingPage(reportScheduleView),
      handler: async ({ actor, query }) => ok(await listReportSchedules(database, actor, query)),
    }),
    route({
      method: 'get',
      path: `${PATH}/next-runs`,
      access: 'signed-in',
      summary: 'When a cron is due next, before there is a schedule',
      description: `The next ${RUNS_AHEAD} runs by the clocks of \`timezone\`, and the days that each of them would be about.`,
      tag,
      query: nextRunsQuery,
      response: z.object({ timezone: z.string(), data: z.array(nextRunView) }),
      handler: async ({ query: { cron, timezone = config.businessZone, period } }) =>
        ok({ timezone, data: describeRuns(cron, timezone, period, new Date()) }),
    }),
    route({
      method: 'get',
      path: `${PATH}/:id`,
      personal: true,
      access: 'signed-in',
      summary: 'One report schedule',
      tag,
      params: reportScheduleParams,
      response: reportScheduleView,
      handler: async ({ actor, params }) =>
        ok(toScheduleWire(await readReportSchedule(database, actor, params.id))),
    }),
    route({
      method: 'get',
      path: `${PATH}/:id/runs`,
      personal: true,
      access: 'signed-in',
      summary: "What became of a schedule's runs, latest first",
      tag,
      params: reportScheduleParams,
      query: z.object(growingQuery()),
      response: growingPage(reportScheduleRunView),
      handler: async ({ actor, params, query }) =>
        ok(await listScheduleRuns(database, actor, params.id, query)),
    }),
    route({
      method: 'patch',
      path: `${PATH}/:id`,
      access: 'signed-in',
      summary: 'Change, pause or resume a report schedule',
      description:
        'Only what is sent changes; the report itself stays. A `period` takes the place of dates in `params`, and ' +
        'dates in `params` that of a `period`. A paused schedule does not make up for runs.',
      tag,
      params: reportScheduleParams,
      body: reportScheduleChange,
      response: reportScheduleView,
      idempotent: true,
      versioned: true,
      problems: ['too_many_outside_recipients'],
      handler: async ({ actor, params, body, context, ifMatch, signal }) => {
        const schedule = await changeReportSchedule(
          unitOfWork,
          context,
          { actor, id: params.id, ifMatch },
          async (current) => {
            const wanted = request.safeParse(merged(current, body));
            if (!wanted.success) throw invalidBody(wanted.error);
            const report = schedulable(actor, current.report);
            await assertResolves(report, wanted.data.params, signal);
            return { report, wanted: { ...wanted.data, name: wanted.data.name ?? current.name } };
          },
        );
        return ok(schedule);
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/:id/run`,
      access: 'signed-in',
      summary: 'Have a run of a report schedule now',
      description:
        'Beside those that are due, also while it is paused: made in the name of its owner and mailed to its recipients. ' +
        'Needs the permission of the report. What became of it is among its runs.',
      tag,
      params: reportScheduleParams,
      response: reportScheduleRunView,
      status: 202,
      idempotent: true,
      rateLimit: 'create',
      handler: async ({ actor, params, context }) => {
        const run = await runScheduleNow(unitOfWork, context, { actor, id: params.id }, (report) => {
          schedulable(actor, report);
        });
        return accepted(run, `${PATH}/${params.id}/runs`);
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/:id/take-over`,
      access: 'signed-in',
      summary: 'Make a report schedule your own',
      description:
        'For one whose owner is gone or may not read the report any more. Needs the permission of the report. Its ' +
        'reports are made in your name from now on; its recipients stay.',
      tag,
      params: reportScheduleParams,
      response: reportScheduleView,
      idempotent: true,
      versioned: true,
      problems: ['too_many_schedules', 'too_many_outside_recipients'],
      handler: async ({ actor, params, context, ifMatch }) =>
        ok(
          await takeOverReportSchedule(unitOfWork, context, { actor, id: params.id, ifMatch }, (report) => {
            schedulable(actor, report);
          }),
        ),
    }),
    route({
      method: 'delete',
      path: `${PATH}/:id`,
      access: 'signed-in',
      summary: 'End a report schedule',
      tag,
      params: reportScheduleParams,
      status: 204,
      versioned: true,
      handler: async ({ actor, params, context, ifMatch }) => {
        await deleteReportSchedule(unitOfWork, context, { actor, id: params.id, ifMatch });
        return noContent();
      },
    }),
  ];
}

/** A schedule with what a request changes in it; of period and dates the one that was sent holds. */
function merged(current: ReportScheduleView, body: z.output<typeof reportScheduleChange>) {
  const {
    name,
    report,
    params,
    period,
    format,
    cron,
    timezone,
    recipients,
    attach,
    isActive,
    bom,
    delimiter,
  } = current;
  const replacesPeriod = body.params !== undefined && namesDates(body.params) && body.period === undefined;
  return {
    ...{ name, report, format, cron, timezone, recipients, attach, isActive, bom, delimiter },
    params: typeof body.period === 'string' ? withoutDates(params) : params,
    period: replacesPeriod ? null : period,
    ...body,
  };
}

/** The parameters of the stored report are known only now. */
function invalidBody({ issues }: z.ZodError) {
  return problem('invalid_request', {
    errors: issues.flatMap((issue) =>
      (issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]).map(
        (path) => ({ field: ['body', ...path.map(String)].join('.'), message: issue.message }),
      ),
    ),
  });
}
