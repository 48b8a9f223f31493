import { fileAnswers, ok, problem, route, type Route } from '@antrean/platform/http';
import type { UserPrincipal } from '@antrean/platform/auth';
import { downloadReport } from './download-report.ts';
import type { ReportRouteDependencies } from './report.routes.ts';
import { type ReportJob, assertMayRead, readReportJob, reportJobParams } from '@antrean/report-jobs';
import { reportVerification } from './report-file.contract.ts';
import { verifyReport } from './verify-report.ts';

const PATH = '/api/report-jobs/:id';
const tag = 'Reports';

/** Fetching the files of reports, and proving that they are what was made. */
export function reportFileRoutes({ database, storage, reports, signer }: ReportRouteDependencies): Route[] {
  const readable = async (actor: UserPrincipal, id: string): Promise<ReportJob> => {
    const job = await readReportJob(database, actor, id);
    const report = reports.find(({ name }) => name === job.report);
    if (!report) throw problem('not_found');
    assertMayRead(actor, report);
    return job;
  };
  return [
    route({
      method: 'get',
      path: `${PATH}/download`,
      access: 'user',
      summary: 'The file of a report job',
      description:
        'Needs the permission of the report still. `ETag` and `Repr-Digest` are the SHA-256 of the file.',
      tag,
      params: reportJobParams,
      produces: ['application/pdf', 'text/csv', 'application/json'],
      ...fileAnswers,
      problems: ['report_not_ready', 'report_file_removed', 'range_not_satisfiable', 'precondition_failed'],
      handler: async ({ actor, params }) =>
        downloadReport(storage, await readable(actor, params.id), { resumable: true }),
    }),
    route({
      method: 'get',
      path: `${PATH}/verify`,
      access: 'user',
      summary: 'Whether a file is what was made: size, SHA-256 and Ed25519 signature',
      description:
        'Reads the stored file again. Signed are five lines joined by line feeds: `antrean-report-v1`, the job id, ' +
        'the name of the report, the SHA-256 of its `params` as JSON with sorted keys and without blanks, and the ' +
        'SHA-256 of the file.',
      tag,
      params: reportJobParams,
      response: reportVerification,
      problems: ['report_not_ready', 'report_file_removed'],
      handler: async ({ actor, params, signal }) =>
        ok(await verifyReport(storage, signer, await readable(actor, params.id), signal)),
    }),
  ];
}
