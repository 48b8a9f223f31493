import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { query } from '@antrean/platform/database';
import { backgroundContext, transaction } from '@antrean/platform/outbox';
import { createSigner } from '@antrean/platform/signing';
import { createTestDatabase, testLog } from '@antrean/testing';
import { openAnchorFile } from './anchor-file.ts';
import { anchorSchedule } from './anchor-heads.ts';
import { verifyTrail, type MonthRange } from './verify-trail.ts';

export interface TestLine {
  at: string;
  detail: string;
  subject?: string;
  action?: string;
  user?: number;
  correlationId?: string;
}

/** A trail in a database of the test's own, its anchors in a folder of the test's own. */
export async function startTestTrail() {
  const db = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'antrean-trail-'));
  const signer = await createSigner({ keyFile: join(dataDir, 'signing-key.pem') });
  const anchorFile = openAnchorFile(dataDir);
  const { database, host } = db;
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
      sql(
        `insert into log_audit_trail (at, event_id, seq, action, subject, detail, user_id, correlation_id)
         select at, gen_random_uuid(), seq, coalesce(action, 'THING_DONE'), subject, detail, "user", "correlationId"
         from jsonb_to_recordset(?::jsonb) as l (at timestamptz, seq bigint, action text, subject text, detail text,
           "user" int, "correlationId" text) order by seq`,
        [JSON.stringify(lines.map((line) => ({ seq: (seq += 1), ...line })))],
      ),
    /** What a superuser can do: triggers do not fire. Statements are separated by `;`. */
    tamper: (statements: string) =>
      database.fork().transactional(async (em) => {
        await query(em, `set local session_replication_role = replica`);
        for (const statement of statements.split(';')) await query(em, statement);
      }),
    /** As the worker does every two seconds; as a worker that has just started. */
    anchor: () =>
      transaction(host, backgroundContext(testLog, 'test'), (tx) =>
        anchorSchedule(anchorFile, signer).run(tx),
      ),
    verify: (range: MonthRange = {}) =>
      verifyTrail({ database, anchorFile, signer }, range, new AbortController().signal),
    close: async () => {
      await db.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type TestTrail = Awaited<ReturnType<typeof startTestTrail>>;
