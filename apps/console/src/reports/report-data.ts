import { ApiProblem, unwrap, type paths } from '@antrean/client';
import type { QueryClient } from '@tanstack/react-query';
import { api } from '../antrean.ts';
import type { ReportParams } from './report-params.ts';

type Json<Answer> = Answer extends { content: { 'application/json': infer Body } } ? Body : never;
export type Catalogue = Json<paths['/api/reports']['get']['responses'][200]>;
export type ReportCard = Catalogue['data'][number];
export type ReportInput = ReportCard['inputs'][number];
export type ReportTable = Json<paths['/api/report-tables']['post']['responses'][200]>;
export type JobPage = Json<paths['/api/report-jobs']['get']['responses'][200]>;
export type ReportJob = JobPage['data'][number];
export type Verification = Json<paths['/api/report-jobs/{id}/verify']['get']['responses'][200]>;
type TableRequest = NonNullable<
  paths['/api/report-tables']['post']['requestBody']
>['content']['application/json'];
type JobRequest = NonNullable<
  paths['/api/report-jobs']['post']['requestBody']
>['content']['application/json'];

export const JOBS = ['reports', 'jobs'] as const;
export const jobKey = (id: string) => ['reports', 'job', id] as const;

/** In the reader's language, which is why the key has it. */
export const catalogueQuery = (language: string) => ({
  queryKey: ['reports', 'catalogue', language] as const,
  queryFn: () => unwrap(api.GET('/api/reports')),
  staleTime: 5 * 60_000,
});

// Which reports there are and what they take comes from the api, which also checks it: here it is data.
const isTableRequest = (body: { report: string; params: ReportParams }): body is typeof body & TableRequest =>
  body.report !== '';
const isJobRequest = (
  body: { report: string; params: ReportParams } & Pick<JobRequest, 'format' | 'delimiter' | 'bom'>,
): body is typeof body & JobRequest => body.report !== '';
const nameless = (): TypeError => new TypeError('A report has a name');

export async function readTable(report: string, params: ReportParams): Promise<ReportTable> {
  const body = { report, params };
  if (!isTableRequest(body)) throw nameless();
  return unwrap(api.POST('/api/report-tables', { body }));
}

export type Format = 'pdf' | 'csv-comma' | 'csv-semicolon';

/** @param key of the wish: sent again with the same one, it is the same job */
export async function makeFile(
  report: string,
  params: ReportParams,
  format: Format,
  key: string,
): Promise<ReportJob> {
  const isForSpreadsheets = format === 'csv-semicolon';
  const body = {
    report,
    params,
    format: format === 'pdf' ? ('pdf' as const) : ('csv' as const),
    delimiter: isForSpreadsheets ? ('semicolon' as const) : ('comma' as const),
    bom: isForSpreadsheets,
  };
  if (!isJobRequest(body)) throw nameless();
  return unwrap(api.POST('/api/report-jobs', { body, headers: { 'Idempotency-Key': key } }));
}

export const readJobs = (after: string | null): Promise<JobPage> =>
  unwrap(
    api.GET('/api/report-jobs', {
      params: { query: { mine: 'true', limit: 10, ...(after === null ? {} : { after }) } },
    }),
  );

export const readJob = (id: string): Promise<ReportJob> =>
  unwrap(api.GET('/api/report-jobs/{id}', { params: { path: { id } } }));

/** `expired`: it was made, and its time is over. */
export const stateOf = ({ status, downloadUrl }: ReportJob): ReportJob['status'] | 'expired' =>
  status === 'completed' && downloadUrl === null ? 'expired' : status;

/** What a job was asked for, to ask for it again. */
export const formatOf = ({ format, delimiter }: ReportJob): Format =>
  format === 'pdf' ? 'pdf' : delimiter === 'semicolon' ? 'csv-semicolon' : 'csv-comma';

/** `unchecked`: browsers compute digests only for pages that come by TLS. `differs`: it was not kept. */
export type Download = { kind: 'same' | 'differs' | 'unchecked'; sha256: string | null };

/**
 * Fetches the file, computes its SHA-256 and keeps it if that is the one that was recorded.
 * @throws {ApiProblem} when there is none any more, or it is not for this reader
 */
export async function downloadFile({ id, sha256, fileName }: ReportJob): Promise<Download> {
  const file: Blob = await unwrap(
    api.GET('/api/report-jobs/{id}/download', { params: { path: { id } }, parseAs: 'blob' }),
  );
  // Absent from pages that come without TLS from elsewhere than this machine, whatever the types say.
  const subtle: SubtleCrypto | undefined = crypto.subtle;
  const found = subtle ? hex(await subtle.digest('SHA-256', await file.arrayBuffer())) : null;
  if (found !== null && found !== sha256) return { kind: 'differs', sha256: found };
  save(file, fileName ?? `${id}.bin`);
  return { kind: found === null ? 'unchecked' : 'same', sha256: found };
}

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export const verifyFile = (id: string): Promise<Verification> =>
  unwrap(api.GET('/api/report-jobs/{id}/verify', { params: { path: { id } } }));

export const isNotThere = (error: unknown): boolean =>
  error instanceof ApiProblem && [400, 404].includes(error.problem.status);

type Jobs = { pages: JobPage[]; pageParams: unknown[] };

/** Puts how far a job is wherever it is shown; progress does not go back. */
export function putProgress(queries: QueryClient, id: string, progress: number): void {
  const further = (job: ReportJob): ReportJob =>
    job.id === id && ['queued', 'running'].includes(job.status) && job.progress < progress
      ? { ...job, status: 'running', progress }
      : job;
  queries.setQueryData<ReportJob>(jobKey(id), (job) => job && further(job));
  queries.setQueryData<Jobs>(
    JOBS,
    (known) =>
      known && { ...known, pages: known.pages.map((page) => ({ ...page, data: page.data.map(further) })) },
  );
}
