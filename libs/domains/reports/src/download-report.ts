import { download, problem, type Reply } from '@antrean/platform/http';
import type { FileStorage } from '@antrean/platform/storage';
import { etagMatches, requestedRange, type FileRequest } from './conditional-request.ts';
import type { ReportJob } from './report-job.entity.ts';
import { reportProblem } from './report-job.problem.ts';

/**
 * The file of a job; for a request of the file itself also a part of it, nothing when the client has it already,
 * or its headers (RFC 9110: Range, If-Range, If-None-Match, HEAD).
 * @throws problem `report_not_ready` (409) while there is none, `report_file_removed` (410) when there is none any
 * more, `range_not_satisfiable` (416)
 */
export async function downloadReport(
  storage: FileStorage,
  job: ReportJob,
  request?: FileRequest,
): Promise<Reply<never>> {
  const { id, status, fileKey, fileName, contentType, sha256 } = job;
  if (status !== 'completed') throw reportProblem('report_not_ready', { parameters: { jobId: id, status } });
  const stored = fileKey ? await storage.stat(fileKey) : null;
  if (!stored || !fileName || !contentType || !sha256) throw reportProblem('report_file_removed');
  const etag = `"${sha256}"`;
  if (request && etagMatches(request.get('if-none-match'), etag)) {
    return { status: 304, headers: { ETag: etag, 'Cache-Control': 'private, no-store' } };
  }
  const range = request ? requestedRange(request, stored.size, etag) : undefined;
  if (range === 'outside') {
    throw problem('range_not_satisfiable', {
      parameters: { size: stored.size },
      headers: { 'Content-Range': `bytes */${stored.size}` },
    });
  }
  const { stream } = (await storage.open(stored.key, range)) ?? {};
  if (!stream) throw reportProblem('report_file_removed');
  const { stream: _, ...reply } = download({
    stream,
    contentType,
    filename: fileName,
    status: range ? 206 : 200,
    headers: {
      'Content-Length': String(range ? range.end - range.start + 1 : stored.size),
      ...(range ? { 'Content-Range': `bytes ${range.start}-${range.end}/${stored.size}` } : {}),
      'Accept-Ranges': 'bytes',
      ETag: etag,
      'Repr-Digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
    },
  });
  if (request?.method !== 'HEAD') return { ...reply, stream };
  stream.destroy();
  return reply;
}
