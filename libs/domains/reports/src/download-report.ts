import { downloadFile, type FileStorage } from '@antrean/platform/files';
import type { Reply } from '@antrean/platform/http';
import { type ReportJob, reportProblem } from '@antrean/report-jobs';

/**
 * The file of a job. It is `resumable` at its own address; where each request makes a file of its own, the part of
 * another one would not fit.
 * @throws problem `report_not_ready` (409) while there is none, `report_file_removed` (410) when there is none any more
 */
export async function downloadReport(
  storage: FileStorage,
  job: ReportJob,
  { resumable }: { resumable: boolean },
): Promise<Reply<never>> {
  const { id, status, fileKey, fileName, contentType, sha256 } = job;
  if (status !== 'completed') throw reportProblem('report_not_ready', { parameters: { jobId: id, status } });
  if (!fileKey || !fileName || !contentType || !sha256) throw reportProblem('report_file_removed');
  const file = await downloadFile(
    storage,
    { key: fileKey, name: fileName, contentType, sha256 },
    { resumable },
  );
  if (!file) throw reportProblem('report_file_removed');
  return file;
}
