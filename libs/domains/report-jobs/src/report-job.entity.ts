import { CSV_DELIMITERS } from '@antrean/platform/csv';
import { defineLifecycle } from '@antrean/platform/state-machine';
import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import type { JsonObject } from '@antrean/platform/messages';

export const REPORT_FORMATS = ['json', 'csv', 'pdf'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export const REPORT_STATUSES = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;

/** What becomes of a job. A try that is made again finds it running, or failed by a worker that was thought dead. */
export const lifecycle = defineLifecycle({
  column: 'report_jobs.status',
  states: REPORT_STATUSES,
  initial: 'queued',
  terminal: ['completed'],
  transitions: {
    begin: { from: ['queued', 'running', 'failed'], to: 'running', by: 'system' },
    complete: { from: ['queued', 'running', 'failed'], to: 'completed', by: 'system' },
    fail: { from: ['queued', 'running', 'failed'], to: 'failed', by: 'system' },
    cancel: { from: ['queued', 'running'], to: 'cancelled', by: 'signed-in' },
    retry: { from: ['failed', 'cancelled'], to: 'queued', by: 'signed-in' },
  },
});

/** A report that somebody asked for, and the file that became of it. */
export const ReportJob = defineEntity({
  name: 'ReportJob',
  tableName: 'report_jobs',
  properties: {
    id: p.uuid().primary(),
    report: p.text(),
    format: p.enum(REPORT_FORMATS),
    parameters: p.json<JsonObject>(),
    /** Of the texts in the file: that of who asked. */
    language: p.enum(['id', 'en']),
    requestedBy: p.integer(),
    delimiter: p.enum(CSV_DELIMITERS).default('comma'),
    bom: p.boolean().default(false),
    /** When its work was given to the queue; null while it waits for its turn among the jobs of the same person. */
    handedOverAt: p.datetime().nullable().defaultRaw('now()'),
    /** Grows when it is tried again after it had come to its end. */
    round: p.integer().default(1),
    status: p.enum(REPORT_STATUSES).default('queued'),
    /** Percent. */
    progress: p.integer().default(0),
    /** Why it failed for good. */
    error: p.text().nullable(),
    /** Null until there is a file, and again after it was removed. */
    fileKey: p.text().nullable(),
    fileName: p.text().nullable(),
    contentType: p.text().nullable(),
    size: p.bigint('number').nullable(),
    sha256: p.text().nullable(),
    /** Base64; see report-signature.ts for what is signed. */
    signature: p.text().nullable(),
    keyId: p.text().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    startedAt: p.datetime().nullable(),
    finishedAt: p.datetime().nullable(),
    /** When the file is removed; the row stays. */
    expiresAt: p.datetime().nullable(),
  },
});
export type ReportJob = InferEntity<typeof ReportJob>;
