import { download, type Reply } from '@antrean/platform/http';
import type { FileStorage } from '@antrean/platform/storage';
import type { ReportJob } from './report-job.entity.ts';
import { reportProblem } from './report-job.problem.ts';

/**
 * The file of a job.
 * @throws problem `report_not_ready` (409) while there is none, `report_file_removed` (410) when there is none any more
 */
export async function downloadReport(storage: FileStorage, job: ReportJob): Promise<Reply<never>> {
  const { id, status, fileKey, fileName, contentType, sha256 } = job;
  if (status !== 'completed') throw reportProblem('report_not_ready', { parameters: { jobId: id, status } });
  const file = fileKey ? await storage.open(fileKey) : null;
  if (!file || !fileName || !contentType || !sha256) throw reportProblem('report_file_removed');
  return download({
    stream: file.stream,
    contentType,
    filename: fileName,
    headers: {
      'Content-Length': String(file.size),
      ETag: `"${sha256}"`,
      'Repr-Digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
    },
  });
}
