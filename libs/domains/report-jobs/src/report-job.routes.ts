import { accepted, growingPage, growingQuery, ok, problem, route, type Route } from '@antrean/platform/http';
import type { ReportSource } from '@antrean/platform/report';
import { z } from 'zod';
import { cancelReport } from './cancel-report.ts';
import { retryReport } from './retry-report.ts';
import type { RouteDependencies } from '@antrean/platform/domain';
import { locationOf, reportJobParams, reportJobView, reportRequest, toWire } from './report-job.contract.ts';
import { assertMayRead } from './report-job.policy.ts';
import { listReportJobs, readReportJob } from './report-job.queries.ts';
import { resolveBodyParameters } from './resolve-parameters.ts';
import { assertFits, requestReport } from './request-report.ts';

const PATH = '/api/report-jobs';
const tag = 'Reports';

/** Asking for the files of reports. Everybody sees their own jobs, administrators all. */
export function reportJobRoutes({
  unitOfWork,
  database,
  reports,
  config,
}: Pick<RouteDependencies, 'unitOfWork' | 'database' | 'reports' | 'config'>): Route[] {
  const named = (name: string) => reports.find((report) => report.name === name);
  return [
    route({
      method: 'post',
      path: PATH,
      // An API token needs the report's permission among its abilities.
      access: 'user',
      summary: 'Ask for the file of a report',
      description:
        'Needs the permission of the report. The reports of one person are made two at a time, in their order, so that ' +
        'nobody else waits for more of them. The events are job.queued, job.progress and job.completed, or job.failed.',
      tag,
      body: reportRequest(reports),
      response: reportJobView,
      status: 202,
      idempotent: true,
      rateLimit: 'create',
      problems: ['report_too_long', 'report_queue_full'],
      handler: async ({ actor, body, context, language, signal }) => {
        const report = named(body.report);
        if (!report) throw problem('not_found');
        assertMayRead(actor, report);
        const source: ReportSource = { database, zone: config.businessZone, signal };
        const parameters = await resolveBodyParameters(report, source, body.params);
        await assertFits(report, source, parameters, body.format);
        const job = await requestReport(unitOfWork, context, {
          report: report.name,
          parameters,
          format: body.format,
          bom: body.bom,
          delimiter: body.delimiter,
          language,
          requestedBy: actor.userId,
        });
        return accepted(job, locationOf(job.id));
      },
    }),
    route({
      method: 'get',
      path: PATH,
      access: 'signed-in',
      summary: 'Report jobs, newest first',
      tag,
      query: z.object({
        ...growingQuery(),
        mine: z.stringbool().default(false).meta({ description: 'Only those that you asked for' }),
      }),
      response: growingPage(reportJobView),
      handler: async ({ actor, query }) => ok(await listReportJobs(database, actor, query)),
    }),
    route({
      method: 'get',
      path: `${PATH}/:id`,
      access: 'user',
      summary: 'How far a report job is',
      tag,
      params: reportJobParams,
      response: reportJobView,
      handler: async ({ actor, params }) => ok(toWire(await readReportJob(database, actor, params.id))),
    }),
    route({
      method: 'post',
      path: `${PATH}/:id/cancel`,
      access: 'signed-in',
      summary: 'Call a report off',
      description:
        'While it is queued or running. Its event is job.cancelled; cancelling twice is no mistake.',
      tag,
      params: reportJobParams,
      response: reportJobView,
      idempotent: true,
      problems: ['report_not_cancellable'],
      handler: async ({ actor, params, context }) =>
        ok(await cancelReport(unitOfWork, context, actor, params.id)),
    }),
    route({
      method: 'post',
      path: `${PATH}/:id/retry`,
      access: 'signed-in',
      summary: 'Try a report again that failed or was cancelled',
      description: 'Needs the permission of the report still. Its event is job.retried.',
      tag,
      params: reportJobParams,
      response: reportJobView,
      status: 202,
      idempotent: true,
      rateLimit: 'create',
      problems: ['report_not_retryable', 'report_queue_full'],
      handler: async ({ actor, params, context }) => {
        const job = await retryReport(unitOfWork, context, { actor, jobId: params.id, reports });
        return accepted(job, locationOf(job.id));
      },
    }),
  ];
}
