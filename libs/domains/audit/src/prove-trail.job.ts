import { query, type Database } from '@antrean/platform/database';
import { enqueue } from '@antrean/platform/outbox';
import { defineSchedule, handleJob, type JobHandler, type Schedule } from '@antrean/platform/queue';
import type { Signer } from '@antrean/platform/signing';
import type { AnchorFile } from './anchor-file.ts';
import { toVerification } from './audit-verification.contract.ts';
import type { ProofRecord } from './checkpoint.ts';
import { readVerification } from './long-verification.ts';
import { proveTrail, verifyMonths } from './messages.ts';
import { verifyTrail, verifyWholeTrail } from './verify-trail.ts';

const MINUTE = 60_000;

/** A checkpoint is never old; what it covers is looked at again, from the beginning, once a day. */
export const proofSchedules: readonly Schedule[] = [
  defineSchedule({
    name: 'audit.prove-news',
    everyMs: 5 * MINUTE,
    run: async (tx) => void enqueue(tx, proveTrail, { fromTheBeginning: false }),
  }),
  defineSchedule({
    name: 'audit.prove-all',
    everyMs: 24 * 60 * MINUTE,
    run: async (tx) => void enqueue(tx, proveTrail, { fromTheBeginning: true }),
  }),
];

/** Proves the trail and keeps what came of it. A break is in the log, and in every answer until it is mended. */
export function proveTrailHandler(dependencies: {
  database: Database;
  anchorFile: AnchorFile;
  signer: Signer;
  proof: ProofRecord;
}): JobHandler {
  const { anchorFile, proof } = dependencies;
  return handleJob(proveTrail, async (run) => {
    const { fromTheBeginning } = run.payload;
    const at = new Date().toISOString();
    const { checked, broken, checkpoint } = fromTheBeginning
      ? await verifyWholeTrail(dependencies, run.signal)
      : await verifyTrail(dependencies, {}, run.signal, await proof.checkpoint.read());
    if (fromTheBeginning) {
      await proof.fullVerification.write({
        at,
        valid: !broken,
        checked,
        ...(broken ? { firstBreak: broken } : {}),
      });
    }
    if (checkpoint) await proof.checkpoint.write(checkpoint);
    if (fromTheBeginning && checkpoint?.anchors.place) await anchorFile.thin(checkpoint.anchors.place.day);
    if (broken) run.log.error({ broken }, `the audit trail is broken: ${broken.detail}`);
    await run.finish(async () => undefined);
  });
}

/** Makes a proof that was left to a worker. */
export function verifyMonthsHandler(dependencies: {
  database: Database;
  anchorFile: AnchorFile;
  signer: Signer;
  proof: ProofRecord;
}): JobHandler {
  return handleJob(
    verifyMonths,
    async (run) => {
      const { verificationId: id } = run.payload;
      const { from, to } = await readVerification(dependencies.database.fork(), id);
      const finding =
        from === null && to === null
          ? await verifyWholeTrail(dependencies, run.signal)
          : await verifyTrail(dependencies, { from: from ?? undefined, to: to ?? undefined }, run.signal);
      const result = toVerification(finding, null, await dependencies.proof.fullVerification.read());
      await run.finish(({ em }) =>
        query(
          em,
          `update audit_verifications set status = 'completed', result = ?::jsonb, finished_at = now() where id = ?`,
          [JSON.stringify(result), id],
        ),
      );
    },
    {
      onDead: async ({ em }, { verificationId }) => {
        await query(
          em,
          `update audit_verifications set status = 'failed', finished_at = now() where id = ?`,
          [verificationId],
        );
      },
    },
  );
}
