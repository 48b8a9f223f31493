import { may } from '@antrean/platform/auth';
import { ok, problem, readerLanguage, route, type Route } from '@antrean/platform/http';
import type { ReportSource } from '@antrean/platform/report';
import { assertMayRead, resolveBodyParameters } from '@antrean/report-jobs';
import { z } from 'zod';
import { readTable, TABLE_ROWS } from './read-table.ts';
import { reportCard, reportTableRequest, reportTableView, toCard } from './report-catalogue.contract.ts';
import type { ReportRouteDependencies } from './report.routes.ts';

const tag = 'Reports';

/** Swedes write days as ISO 8601 does. */
const dayIn = (timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date());

/** What there is to report on, and any report's table as a screen shows it. */
export function reportCatalogueRoutes({
  database,
  reports,
  config,
}: Pick<ReportRouteDependencies, 'database' | 'reports' | 'config'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/reports',
      personal: true,
      // An API token sees the reports whose permission is among its abilities.
      access: 'user',
      summary: 'The reports that you may read, and what each takes',
      description: 'In the language of `Accept-Language`. A form for any report can be made of `inputs`.',
      tag,
      response: z.object({
        today: z.string().describe('The business day of now'),
        data: z.array(reportCard),
      }),
      handler: async ({ actor, raw }) =>
        ok({
          today: dayIn(config.businessZone),
          data: reports
            .filter(({ permission }) => may(actor, permission))
            .map((report) => toCard(report, readerLanguage(raw))),
        }),
    }),
    route({
      method: 'post',
      path: '/api/report-tables',
      personal: true,
      access: 'user',
      summary: 'The table of a report as people read it, with its chart and its totals',
      description:
        `Needs the permission of the report, and keeps nothing. Holds ${TABLE_ROWS} rows at most; with \`isCut\` there are ` +
        'more, of which a report job makes a file. Reports with as many rows as there were events have neither chart nor totals.',
      tag,
      body: reportTableRequest(reports),
      response: reportTableView,
      problems: ['report_too_slow'],
      handler: async ({ actor, body, raw, signal }) => {
        const report = reports.find(({ name }) => name === body.report);
        if (!report) throw problem('not_found');
        assertMayRead(actor, report);
        const source: ReportSource = { database, zone: config.businessZone, signal };
        const parameters = await resolveBodyParameters(report, source, body.params);
        return ok(await readTable(report, source, parameters, readerLanguage(raw)));
      },
    }),
  ];
}
