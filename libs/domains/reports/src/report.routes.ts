import { Readable } from 'node:stream';
import type { Config } from '@antrean/platform/config';
import { EXPORT_WITHIN_MS, type Database } from '@antrean/platform/database';
import { CSV_DELIMITERS, csvChunks, type CsvDelimiter } from '@antrean/platform/csv';
import {
  accepted,
  download,
  noContent,
  ok,
  problem,
  route,
  type Reply,
  type Route,
  type RouteRequest,
} from '@antrean/platform/http';
import type { JsonObject } from '@antrean/platform/messages';
import type { Context, UnitOfWork } from '@antrean/platform/transaction';
import type { UserPrincipal } from '@antrean/platform/auth';
import { csvRecords, type Report, type ReportSource } from '@antrean/platform/report';
import type { Signer } from '@antrean/platform/signing';
import type { FileStorage } from '@antrean/platform/files';
import { z } from 'zod';
import { downloadReport } from './download-report.ts';
import { readAhead } from './read-ahead.ts';
import {
  BOM,
  DELIMITER,
  REPORT_FORMATS,
  type ReportFormat,
  assertFits,
  locationOf,
  reportJobView,
  reportProblem,
  requestReportOnce,
  toWire,
  waitForReportJob,
} from '@antrean/report-jobs';
import { CONTENT_TYPES, csvKeys, pathParameters, reportFileName } from './report-file.ts';
import type { ReportSettings } from './report.settings.ts';

export interface ReportRouteDependencies {
  unitOfWork: UnitOfWork;
  database: Database;
  /** Where downloads read from; {@link database} when absent. */
  exports?: Database;
  /** How long a download may take, in milliseconds. */
  downloadWithinMs?: number;
  storage: FileStorage;
  reports: readonly Report[];
  signer: Signer;
  config: Pick<Config, 'businessZone'>;
  settings: Pick<ReportSettings, 'waitMs'>;
}

const output = {
  format: z
    .enum(REPORT_FORMATS)
    .optional()
    .describe('By `Accept` when absent, which is json for most clients'),
  bom: z.stringbool().default(false).meta({ description: BOM }),
  delimiter: z.enum(CSV_DELIMITERS).default('comma').meta({ description: DELIMITER }),
};

interface Caller {
  actor: UserPrincipal;
  context: Context;
  language: 'id' | 'en';
  signal: AbortSignal;
  header: (name: string) => string | undefined;
}

/** A report's address: JSON and CSV are made at once unless they are long, then by a worker, as a PDF always is. */
export function reportRoute(report: Report, dependencies: ReportRouteDependencies): Route {
  const { database, config } = dependencies;
  const names = new Set(pathParameters(report));
  const shape = Object.entries(report.parameters.shape);
  const inPath = z.object(Object.fromEntries(shape.filter(([name]) => names.has(name))));
  const inQuery = z.object({ ...Object.fromEntries(shape.filter(([name]) => !names.has(name))), ...output });
  return route({
    method: 'get',
    path: report.path,
    personal: true,
    access: report.permission,
    summary: report.summary,
    description: [
      report.description ?? '',
      '`format=pdf` waits for a worker to make the file; when that takes long, or with `Prefer: respond-async`, ' +
        'the answer is 202 with the report job.',
      report.directRows === null
        ? ''
        : `JSON and CSV hold ${report.directRows} rows at most: when there are more, a worker makes the file, and the ` +
          'answer is 202 with the report job. A page is never too long.',
      'While a file is being made, the same request by the same user is answered with the same job.',
    ].join('\n\n'),
    tag: 'Reports',
    ...(names.size > 0 ? { params: inPath } : {}),
    query: inQuery,
    response: report.response,
    alsoAnswers: {
      202: {
        summary: 'The file is being made; this is its report job',
        schema: reportJobView,
        headers: {
          Location: 'The report job: where to ask how far it is',
          'Preference-Applied': '`respond-async`, when that was asked for',
        },
      },
    },
    heeds: {
      Accept: 'Which of the formats, when `format` does not say it',
      Prefer: '`respond-async`: answer 202 at once and do not wait for the PDF',
    },
    produces: ['text/csv', 'application/pdf'],
    problems: [
      'report_failed',
      'report_not_ready',
      'report_too_long',
      'report_queue_full',
      'report_too_slow',
      'too_many_downloads',
    ],
    handler: async (request): Promise<Reply<unknown>> => {
      const { format = acceptedFormat(request.raw), bom, delimiter, ...filters } = request.query;
      const source: ReportSource = { database, zone: config.businessZone, signal: request.signal };
      try {
        const parameters = await report.resolve(source, { ...filters, ...request.params });
        if (format !== 'pdf' && !(await report.isLong(source, parameters, format))) {
          return format === 'json'
            ? ok(await report.json(source, parameters))
            : await csvReply(report, source, parameters, { bom, delimiter }, dependencies);
        }
        await assertFits(report, source, parameters, format);
        const file = { report: report.name, parameters, format, bom, delimiter };
        return await fileReply(file, request, dependencies);
      } catch (error) {
        // The client went away, which stopped the statement: nobody is left to be told of it.
        if (request.signal.aborted) return noContent();
        throw error;
      }
    },
  });
}

/** The format that a client likes best of those that there are; the route has refused who likes none. */
const acceptedFormat = (
  request: Pick<RouteRequest<'user', never, never, never>['raw'], 'accepts'>,
): ReportFormat => REPORT_FORMATS.find((format) => format === request.accepts([...REPORT_FORMATS])) ?? 'json';

/** Streams the file from connections of its own, for no longer than a download may take. */
async function csvReply(
  report: Report,
  source: ReportSource,
  parameters: JsonObject,
  written: { bom: boolean; delimiter: CsvDelimiter },
  { database, exports, downloadWithinMs = EXPORT_WITHIN_MS }: ReportRouteDependencies,
): Promise<Reply<never>> {
  const headers = csvKeys(report);
  const tooLate = AbortSignal.timeout(downloadWithinMs);
  const signal = AbortSignal.any([source.signal, tooLate]);
  const rows = report.rows({ ...source, database: exports ?? database, signal }, parameters);
  try {
    const records = await readAhead(csvRecords(rows, headers, written.delimiter));
    return download(
      // Destroyed when the time is up, also while the client takes nothing: then nobody reads, and nothing notices.
      { stream: Readable.from(csvChunks(records, { headers, ...written }), { signal }) },
      { contentType: CONTENT_TYPES.csv, filename: reportFileName(report, parameters, 'csv') },
    );
  } catch (error) {
    throw tooLate.aborted ? problem('overloaded', { headers: { 'Retry-After': '10' } }) : error;
  }
}

/** The file of a report that a worker makes. Only a PDF is waited for: what is long takes long. */
async function fileReply(
  file: Omit<Parameters<typeof requestReportOnce>[2], 'language' | 'requestedBy'>,
  { actor, context, language, signal, header }: Caller,
  { unitOfWork, database, storage, settings }: ReportRouteDependencies,
): Promise<Reply<unknown>> {
  const requested = await requestReportOnce(unitOfWork, context, {
    ...file,
    language,
    requestedBy: actor.userId,
  });
  const async = /(^|,)\s*respond-async\s*(;|,|$)/i.test(header('prefer') ?? '');
  if (async) return accepted(requested, locationOf(requested.id), { preferred: true });
  if (file.format !== 'pdf') return accepted(requested, locationOf(requested.id));
  const job = await waitForReportJob(database, requested.id, { withinMs: settings.waitMs, signal });
  if (job.status === 'failed') throw reportProblem('report_failed', { parameters: { jobId: job.id } });
  return job.status === 'queued' || job.status === 'running'
    ? accepted(toWire(job), locationOf(job.id))
    : downloadReport(storage, job, { resumable: false });
}
