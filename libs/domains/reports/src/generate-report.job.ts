import { randomUUID } from 'node:crypto';
import { handleJob, type JobHandler, type JobRun } from '@antrean/platform/queue';
import type { Config } from '@antrean/platform/config';
import type { Database } from '@antrean/platform/database';
import { JobSuperseded, type FailPoints } from '@antrean/platform/outbox';
import type { UnitOfWork } from '@antrean/platform/transaction';
import type { Report, ReportSource } from '@antrean/platform/report';
import type { Signals } from '@antrean/platform/realtime';
import type { Signer } from '@antrean/platform/signing';
import { removeUnkept, type FileStorage } from '@antrean/platform/files';
import { generateReport } from '@antrean/report-jobs/messages';
import { CONTENT_TYPES, reportFileName } from './report-file.ts';
import {
  PROGRESS,
  type ReportFile,
  type ReportRound,
  type ReportWork,
  beginTry,
  completeJob,
  failJob,
  tellProgress,
  watchReportJob,
} from '@antrean/report-jobs';
import { signedText } from './report-signature.ts';
import { writeReport, type ReportToWrite } from './write-report.ts';
import type { ReportSettings } from './report.settings.ts';

const TELL_EVERY_MS = 1_000;

export interface GenerateReportDependencies {
  database: Database;
  /** Where the rows are read from: as many connections as reports are made at once. */
  exports?: Database;
  storage: FileStorage;
  reports: readonly Report[];
  signer: Signer;
  signals: Signals;
  config: Pick<Config, 'businessZone' | 'organisationName'>;
  settings: Pick<ReportSettings, 'retentionMs'>;
  failPoint: FailPoints;
}

/**
 * Makes the file of a report. Each try writes a file of its own, which becomes the job's in the transaction that
 * finishes it; so a try that was overtaken, cancelled or killed changes nothing that anybody sees.
 */
export function generateReportHandler(dependencies: GenerateReportDependencies): JobHandler {
  const {
    database,
    exports = database,
    storage,
    signer,
    signals,
    config,
    settings,
    failPoint,
  } = dependencies;
  const reports = new Map(dependencies.reports.map((report) => [report.name, report]));
  // A beginning has nothing to say to the relay.
  const unitOfWork: UnitOfWork = { database, wakeRelay: () => undefined };

  const perform = async (run: JobRun<ReportRound>): Promise<void> => {
    const begun = await beginTry(unitOfWork, signals, run.context, run.payload, fileKey);
    if (!begun) return;
    const { work, key } = begun;
    const { ended, stop } = watchReportJob(database, work, run.log);
    try {
      const file = await makeFile(run, work, key, AbortSignal.any([run.signal, ended]));
      const completed = await run.finish((tx) => completeJob(tx, work, file, settings.retentionMs));
      if (!completed) await removeUnkept(database, storage, key);
    } catch (error) {
      // After any other failure the job of the platform removes the file, unless it was kept.
      if (ended.aborted || error instanceof JobSuperseded) await removeUnkept(database, storage, key);
      if (!ended.aborted) throw error;
      run.log.info({ reportJobId: work.id }, 'the report was called off while it was being made');
    } finally {
      stop();
    }
  };

  const makeFile = async (
    run: JobRun<ReportRound>,
    work: ReportWork,
    key: string,
    signal: AbortSignal,
  ): Promise<ReportFile> => {
    const report = reports.get(work.report);
    if (!report)
      throw new Error(`This worker knows no report "${work.report}"; run the version that offers it.`);
    const source: ReportSource = { database: exports, zone: config.businessZone, signal };
    const expected = await report.size(source, work.parameters);
    const observe = tellWhileReading({
      expected,
      tell: (progress) => tellProgress(database, signals, work, progress),
      // The rows are in the draft of the file, its end is not.
      whenRead: () => failPoint('report.half-written'),
    });
    const { size, sha256 } = await storage.write(key, (out) =>
      writeReport({ report, work, source, organisation: config.organisationName, observe }, out),
    );
    return {
      key,
      fileName: reportFileName(report, work.parameters, work.format),
      contentType: CONTENT_TYPES[work.format],
      size,
      sha256,
      signature: signer.sign(signedText({ ...work, sha256 })),
      keyId: signer.keyId,
    };
  };

  return handleJob(generateReport, perform, {
    onDead: (tx, round, error) => failJob(tx, round, error),
  });
}

/** `reports/2026/11/<job>/<try>.pdf` */
function fileKey({ id, format, createdAt }: ReportWork): string {
  return `reports/${createdAt.slice(0, 4)}/${createdAt.slice(5, 7)}/${id}/${randomUUID()}.${format}`;
}

/** Tells how far the rows are, at most once a second; only when it is known how many there will be. */
function tellWhileReading({
  expected,
  tell,
  whenRead,
}: {
  expected: number | null;
  tell: (progress: number) => Promise<void>;
  whenRead: () => Promise<void>;
}): ReportToWrite['observe'] {
  return async function* (batches) {
    let read = 0;
    let toldAt = performance.now();
    for await (const rows of batches) {
      yield rows;
      read += rows.length;
      if (expected === null || performance.now() - toldAt < TELL_EVERY_MS) continue;
      const share = Math.min(1, read / expected);
      await tell(PROGRESS.begun + Math.floor((PROGRESS.read - PROGRESS.begun) * share));
      toldAt = performance.now();
    }
    await whenRead();
  };
}
