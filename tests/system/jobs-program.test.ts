import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query, type SqlValue } from '@antrean/platform/database';
import { fileMessages } from '@antrean/platform/files';
import { enqueue } from '@antrean/platform/outbox';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { startTestSystem, testLog, type TestSystem } from '@antrean/testing';

/** Starting npm and Node a few times, on a busy machine. */
const WITHIN_MS = 120_000;
const [discardFile] = fileMessages;
const ROOT = join(import.meta.dirname, '../..');

describe('npm run jobs', () => {
  let system: TestSystem;
  let first: string;
  let second: string;

  beforeAll(async () => {
    system = await startTestSystem();
    await system.start('worker');
  }, 90_000);
  afterAll(() => system.stop());

  const sql = <Row extends object>(text: string, parameters: readonly SqlValue[] = []): Promise<Row[]> =>
    query<Row>(system.db.database.fork(), text, parameters);

  /** Runs it with the rights of the processes, as people do on a server. */
  const jobs = (...words: string[]): Promise<{ code: number | null; said: string; complained: string }> =>
    new Promise((resolve) => {
      const options = { cwd: ROOT, env: { ...process.env, ...system.environment } };
      const child = execFile(
        'npm',
        ['run', '-s', 'jobs', '--', ...words],
        options,
        (_error, said, complained) => resolve({ code: child.exitCode, said, complained }),
      );
    });

  /** A job as a worker leaves it that has given it up. */
  async function deadJob(error: string): Promise<string> {
    const uid = await transaction(system.db.unitOfWork, backgroundContext(testLog, 'test'), async (tx) =>
      enqueue(tx, discardFile, { key: 'no/such/file' }, { runAt: new Date('2100-01-01') }),
    );
    await sql(
      `update outbox_jobs set state = 'dead', attempts = 3, run_at = now(), finished_at = now(), last_error = ?
       where uid = ?`,
      [error, uid],
    );
    return uid;
  }
  const stateOf = async (uid: string): Promise<unknown> =>
    (await sql(`select state, attempts, last_error as error from outbox_jobs where uid = ?`, [uid]))[0];
  /** What the audit trail says was done with a job. */
  const recorded = async (action: string): Promise<unknown> => {
    await system.drain();
    return sql(`select subject, detail from log_audit_trail where action = ? order by id`, [action]);
  };

  it(
    'says that nothing is dead',
    async () => {
      expect(await jobs()).toMatchObject({ code: 0, said: 'Nothing is dead.\n' });
    },
    WITHIN_MS,
  );

  it(
    'lists what is, with its error, newest first',
    async () => {
      first = await deadJob('the disk is full');
      second = await deadJob('the disk is gone');
      const { code, said } = await jobs('list');
      expect(code).toBe(0);
      const [line, next, ...rest] = said.trimEnd().split('\n');
      expect(line).toMatch(
        new RegExp(`^job:${second}  2\\S+Z  ${discardFile.name}  dead .*: the disk is gone$`),
      );
      expect(next).toMatch(new RegExp(`^job:${first}  .*: the disk is full$`));
      expect(rest).toEqual(['', 'Try again with: npm run jobs -- retry <id>']);
    },
    WITHIN_MS,
  );

  it(
    'has one tried again, once, and the worker does it',
    async () => {
      expect(await jobs('retry', first)).toMatchObject({
        code: 0,
        said: `${first} will be tried again
`,
      });
      await system.drain();
      expect(await stateOf(first)).toEqual({ state: 'done', attempts: 0, error: null });
      expect(await jobs('retry', `job:${first}`)).toMatchObject({
        code: 1,
        said: `job:${first} is not dead\n`,
      });
      expect(await recorded('DEAD_LETTER_RETRIED')).toEqual([
        { subject: `job:${first}`, detail: expect.stringContaining(discardFile.name) },
      ]);
    },
    WITHIN_MS,
  );

  it(
    'skips one with the reason, which the auditor reads, and wants one',
    async () => {
      const without = await jobs('skip', `job:${second}`);
      expect([without.code, without.complained]).toEqual([2, expect.stringContaining('skip <id> <reason>')]);
      expect(await jobs('skip', `job:${second}`, 'Removed', 'by', 'hand')).toMatchObject({
        code: 0,
        said: `job:${second} was skipped\n`,
      });
      expect(await stateOf(second)).toMatchObject({ state: 'done', error: 'skipped: Removed by hand' });
      expect(await recorded('DEAD_LETTER_SKIPPED')).toEqual([
        { subject: `job:${second}`, detail: expect.stringMatching(/: Removed by hand$/) },
      ]);
      expect(await jobs('skip', `job:${second}`, 'Again')).toMatchObject({ code: 1 });
    },
    WITHIN_MS,
  );
});
