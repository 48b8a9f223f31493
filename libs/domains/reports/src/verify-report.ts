import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { Signer } from '@antrean/platform/signing';
import type { FileStorage } from '@antrean/platform/files';
import type { ReportVerification } from './report-file.contract.ts';
import { type ReportJob, reportProblem } from '@antrean/report-jobs';
import { signedText } from './report-signature.ts';

/**
 * Reads a report's file again and compares it with what was recorded and signed when it was made.
 * @throws problem `report_not_ready` (409) while there is no file, `report_file_removed` (410) after its time
 */
export async function verifyReport(
  storage: FileStorage,
  signer: Signer,
  job: ReportJob,
  signal: AbortSignal,
): Promise<ReportVerification> {
  const { id, status, fileKey, sha256 = null, signature = null, keyId = null } = job;
  if (status !== 'completed') throw reportProblem('report_not_ready', { parameters: { jobId: id, status } });
  if (!fileKey) throw reportProblem('report_file_removed');
  const found = await measure(storage, fileKey, signal);
  const checks = [
    { check: 'file' as const, ok: found !== null },
    { check: 'size' as const, ok: found?.size === job.size },
    { check: 'sha256' as const, ok: found?.sha256 === sha256 },
    {
      check: 'key' as const,
      ok: keyId === signer.keyId,
    },
    {
      check: 'signature' as const,
      ok:
        found !== null &&
        signature !== null &&
        signer.verify(signedText({ ...job, sha256: found.sha256 }), signature),
    },
  ];
  const failed = checks.find(({ ok }) => !ok);
  return {
    jobId: id,
    valid: failed === undefined,
    failedAt: failed?.check ?? null,
    checks,
    recorded: { size: job.size ?? null, sha256 },
    found,
    signature,
    keyId,
    publicKey: signer.publicKeyPem,
  };
}

async function measure(
  storage: FileStorage,
  key: string,
  signal: AbortSignal,
): Promise<{ size: number; sha256: string } | null> {
  const file = await storage.open(key);
  if (!file) return null;
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(
    file.stream,
    async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) {
        hash.update(chunk);
        size += chunk.length;
      }
    },
    { signal },
  );
  return { size, sha256: hash.digest('hex') };
}
