import { appendFile, copyFile, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMessageRegistry } from '@antrean/platform/messages';
import { enqueue } from '@antrean/platform/outbox';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { createSigner } from '@antrean/platform/signing';
import { createTestRedis, startTestWorker, testLog, type TestRedis, type TestWorker } from '@antrean/testing';
import { anchor, signAnchor } from './anchor-file.ts';
import { toVerification } from './audit-verification.contract.ts';
import { openProofRecord, type ProofRecord } from './checkpoint.ts';
import { proveTrail } from './messages.ts';
import { proveTrailHandler } from './prove-trail.job.ts';
import { SAMPLE_TRAIL, startTestTrail, type TestTrail } from './trail.factory.ts';

describe('the proof of the audit trail, kept by a worker', () => {
  let trail: TestTrail;
  let redis: TestRedis;
  let worker: TestWorker;
  let proof: ProofRecord;
  beforeAll(async () => {
    trail = await startTestTrail();
    redis = await createTestRedis();
    proof = openProofRecord(trail.dataDir, trail.signer);
    for (const line of SAMPLE_TRAIL) await trail.append(line);
    await trail.anchor();
    worker = await startTestWorker({
      database: trail.database,
      redisUrl: redis.url,
      registry: createMessageRegistry([proveTrail]),
      handlers: [proveTrailHandler({ ...trail, proof })],
    });
  });
  afterAll(async () => {
    await worker.stop();
    await redis.stop();
    await trail.close();
  });

  const prove = async (fromTheBeginning: boolean): Promise<void> => {
    await transaction(worker.unitOfWork, backgroundContext(testLog, 'test'), async (tx) =>
      enqueue(tx, proveTrail, { fromTheBeginning }),
    );
    await worker.drain();
  };
  /** What GET /api/audit/verify answers. */
  const answer = async () => {
    const since = await proof.checkpoint.read();
    return toVerification(await trail.verify({}, since), since, await proof.fullVerification.read());
  };
  const edit = (detail: string) =>
    trail.tamper(`update log_audit_trail set detail = '${detail}' where chain = '2025-09' and chain_seq = 2`);

  it('goes on from the signed checkpoint, and says what lies before it', async () => {
    expect(await answer()).toMatchObject({ valid: true, checkpoint: null, lastFullVerification: null });
    await prove(false);
    await trail.append(
      { at: '2025-12-26T00:00:00Z', detail: 'new' },
      { at: '2026-01-01T00:00:00Z', detail: 'new' },
    );
    await trail.anchor();
    expect(await answer()).toMatchObject({
      valid: true,
      checked: 12,
      checkpoint: { at: expect.any(String), lines: 10 },
      anchors: { unanchored: 0, latest: { month: '2026-01', seq: 1 } },
    });
    expect((await answer()).anchors.checked).toBe((await trail.verify()).anchors.checked);
  });

  it('what was changed before the checkpoint is found by the next full proof, and told from then on', async () => {
    const [line] = await trail.sql<{ detail: string }>(
      `select detail from log_audit_trail where chain = '2025-09' and chain_seq = 2`,
    );
    await edit('forged');
    await prove(false);
    expect(await answer()).toMatchObject({ valid: true, checkpoint: { lines: 12 } });
    await prove(true);
    expect(await answer()).toMatchObject({
      valid: false,
      head: null,
      firstBreak: { month: '2025-09', seq: 2, kind: 'edited' },
      lastFullVerification: { valid: false, checked: 1 },
    });
    await edit(line!.detail.replaceAll(`'`, `''`));
    await prove(true);
    expect(await answer()).toMatchObject({ valid: true, lastFullVerification: { valid: true, checked: 12 } });
  });

  it('a break behind the checkpoint is found at once, and no checkpoint is made beyond it', async () => {
    await trail.append({ at: '2026-01-02T00:00:00Z', detail: 'to be changed' });
    await trail.tamper(`update log_audit_trail set detail = 'x' where chain = '2026-01' and chain_seq = 2`);
    await prove(false);
    expect(await answer()).toMatchObject({
      valid: false,
      firstBreak: { month: '2026-01', seq: 2, kind: 'edited' },
      checkpoint: { lines: 12 },
    });
    await trail.tamper(
      `update log_audit_trail set detail = 'to be changed' where chain = '2026-01' and chain_seq = 2`,
    );
  });

  it('so is what takes away or rewrites the very line that the checkpoint names', async () => {
    await prove(false);
    await trail.sql('create table kept_lines as select * from log_audit_trail');
    await trail.sql('create table kept_heads as select * from audit_heads');
    for (const statements of [
      `delete from log_audit_trail where chain = '2025-12'; delete from audit_heads where chain = '2025-12'`,
      `delete from log_audit_trail where chain = '2025-12' and chain_seq = 3`,
      `update log_audit_trail set hash = sha256('x') where chain = '2025-12' and chain_seq = 3`,
      `update audit_heads set last_hash = sha256('x') where chain = '2025-12'`,
    ]) {
      await trail.tamper(statements);
      expect(await answer()).toMatchObject({ valid: false, firstBreak: { month: '2025-12' } });
      await trail.tamper(`delete from log_audit_trail; delete from audit_heads;
        insert into log_audit_trail overriding system value select * from kept_lines;
        insert into audit_heads select * from kept_heads`);
    }
    expect(await answer()).toMatchObject({ valid: true });
  });

  it('of the days that a full proof found whole, the last anchor of each month is kept, and finds as much', async () => {
    const folder = join(trail.dataDir, 'audit', 'anchors');
    const heads = await trail.sql<{ month: string; seq: number; hash: string }>(
      `select chain as month, chain_seq::int as seq, encode(hash, 'hex') as hash from log_audit_trail
       where chain in ('2025-10', '2025-12') order by chain, chain_seq`,
    );
    const days = ['2026-01-05', '2026-01-06'];
    for (const day of days)
      for (const head of heads)
        await trail.anchorFile.append([signAnchor(trail.signer, { ...head, at: `${day}T10:00:00.000Z` })]);
    const former = join(trail.dataDir, 'audit', 'anchors.jsonl');
    await copyFile(join(folder, `${days[0]}.jsonl`), former);
    await appendFile(former, '{"torn');
    await utimes(former, new Date('2026-01-04'), new Date('2026-01-04'));
    const today = await readFile(await trail.lastAnchors(), 'utf8');
    const kept = async (path: string) =>
      (await readFile(path, 'utf8'))
        .trimEnd()
        .split('\n')
        .map((line) => anchor.parse(JSON.parse(line)))
        .map(({ month, seq }) => `${month} ${seq}`);

    await edit('forged');
    await prove(true);
    expect(await kept(join(folder, `${days[0]}.jsonl`))).toHaveLength(heads.length);
    await edit('the same instant, é 𝄞 "quoted"\n\ttabs');
    await prove(true);
    await prove(true);
    for (const path of [former, ...days.map((day) => join(folder, `${day}.jsonl`))])
      expect(await kept(path)).toEqual(['2025-10 5', '2025-12 3']);
    expect(await readFile(await trail.lastAnchors(), 'utf8')).toBe(today);
    expect(await answer()).toMatchObject({ valid: true, lastFullVerification: { valid: true } });

    // Anchors of today could be away: those that are kept contradict a history that was rewritten in itself.
    await rm(await trail.lastAnchors());
    await trail.tamper(`update log_audit_trail set hash = sha256('x') where chain = '2025-12' and chain_seq = 3;
      update audit_heads set last_hash = sha256('x') where chain = '2025-12'`);
    expect((await trail.verify()).anchors.broken).toMatchObject({
      month: '2025-12',
      kind: 'anchor_mismatch',
    });
    await trail.tamper(`update log_audit_trail set hash = (select hash from kept_lines where chain = '2025-12' and chain_seq = 3)
        where chain = '2025-12' and chain_seq = 3;
      update audit_heads set last_hash = (select last_hash from kept_heads where chain = '2025-12') where chain = '2025-12'`);
    await trail.anchor();
    await prove(false);
    expect(await answer()).toMatchObject({ valid: true });
  });

  it('a checkpoint that somebody else made or changed is none: the proof begins at the beginning', async () => {
    const path = join(trail.dataDir, 'audit', 'checkpoint.json');
    const ours = await readFile(path, 'utf8');
    const stranger = await createSigner({ keyFile: join(trail.dataDir, 'other-key.pem') });
    await edit('forged');
    const forgeries = [
      async () => writeFile(path, ours.replace('\\"seq\\":3', '\\"seq\\":2')),
      async () => openProofRecord(trail.dataDir, stranger).checkpoint.write((await proof.checkpoint.read())!),
      async () => writeFile(path, '{"torn'),
    ];
    for (const forge of forgeries) {
      await writeFile(path, ours);
      await forge();
      expect(await answer()).toMatchObject({ valid: false, checkpoint: null, firstBreak: { seq: 2 } });
    }
  });
});
