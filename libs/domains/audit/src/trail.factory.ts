import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { query } from '@antrean/platform/database';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { createSigner } from '@antrean/platform/signing';
import { createTestDatabase, testLog } from '@antrean/testing';
import { openAnchorFile } from './anchor-file.ts';
import { anchorSchedule } from './anchor-heads.ts';
import type { Checkpoint } from './checkpoint.ts';
import { verifyTrail, verifyWholeTrail, type MonthRange } from './verify-trail.ts';

export interface TestLine {
  at: string;
  detail: string;
  subject?: string;
  action?: string;
  user?: number;
  correlationId?: string;
}

/** Three months, one of them with a late line, and one skipped. */
export const SAMPLE_TRAIL: readonly TestLine[] = [
  { at: '2025-09-30T23:59:59.999Z', detail: 'first', subject: 'PM-1', user: 7, correlationId: 'c-1' },
  { at: '2025-09-30T23:59:59.999Z', detail: 'the same instant, é 𝄞 "quoted"\n\ttabs', subject: '' },
  { at: '2025-10-01T00:00:00Z', detail: 'second month' },
  { at: '2025-09-29T10:00:00Z', detail: 'late, into the month before', user: 8 },
  { at: '2025-10-02T00:00:00Z', detail: 'a', subject: 'PM-2', user: 7, correlationId: 'c-2' },
  { at: '2025-10-03T00:00:00Z', detail: 'b', subject: 'PM-3', user: 9, correlationId: 'c-3' },
  { at: '2025-10-04T00:00:00Z', detail: 'c', subject: 'PM-4', user: 7, correlationId: 'c-4' },
  { at: '2025-10-05T00:00:00Z', detail: 'd', subject: 'PM-5', user: 9, correlationId: 'c-5' },
  { at: '2025-12-24T00:00:00Z', detail: 'a month was skipped' },
  { at: '2025-12-25T00:00:00Z', detail: 'last' },
];

/** A trail in a database of the test's own, its anchors in a folder of the test's own. */
export async function startTestTrail() {
  const db = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'antrean-trail-'));
  const signer = await createSigner({ keyFile: join(dataDir, 'signing-key.pem') });
  const anchorFile = openAnchorFile(dataDir);
  const { database, unitOfWork } = db;
  const sql = <Row extends object>(text: string, parameters: readonly string[] = []) =>
    query<Row>(database.fork(), text, parameters);
  let seq = 0;

  return {
    db,
    database,
    dataDir,
    signer,
    anchorFile,
    sql,
    append: (...lines: TestLine[]) =>
      sql(`select append_audit_lines(?::jsonb)`, [
        JSON.stringify(
          lines.map(({ user, correlationId, ...line }) => ({
            seq: (seq += 1),
            event_id: randomUUID(),
            action: 'THING_DONE',
            user_id: user,
            correlation_id: correlationId,
            ...line,
          })),
        ),
      ]),
    /** What a superuser can do: triggers do not fire. Statements are separated by `;`. */
    tamper: (statements: string) =>
      database.fork().transactional(async (em) => {
        await query(em, `set local session_replication_role = replica`);
        for (const statement of statements.split(';')) await query(em, statement);
      }),
    /** As the worker does every two seconds; as a worker that has just started. */
    anchor: () =>
      transaction(unitOfWork, backgroundContext(testLog, 'test'), (tx) =>
        anchorSchedule(anchorFile, signer).run(tx),
      ),
    /** The file that the last anchor stands in. */
    lastAnchors: async () => join(dataDir, 'audit', 'anchors', `${(await anchorFile.end())?.day}.jsonl`),
    /** Copies the anchors; what comes back puts them back. */
    keepAnchors: async () => {
      const [folder, copy] = [join(dataDir, 'audit', 'anchors'), join(dataDir, 'audit', randomUUID())];
      await cp(folder, copy, { recursive: true });
      return async () => {
        await rm(folder, { recursive: true });
        await rename(copy, folder);
      };
    },
    verify: (range: MonthRange = {}, since: Checkpoint | null = null) =>
      verifyTrail({ database, anchorFile, signer }, range, new AbortController().signal, since),
    verifyWhole: () => verifyWholeTrail({ database, anchorFile, signer }, new AbortController().signal),
    close: async () => {
      await db.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type TestTrail = Awaited<ReturnType<typeof startTestTrail>>;
