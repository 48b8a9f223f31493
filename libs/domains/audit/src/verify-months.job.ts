import { query, type Database } from '@antrean/platform/database';
import { handleJob, type JobHandler } from '@antrean/platform/queue';
import type { Signer } from '@antrean/platform/signing';
import type { AnchorFile } from './anchor-file.ts';
import { toVerification } from './audit-verification.contract.ts';
import type { ProofRecord } from './checkpoint.ts';
import { readVerification } from './long-verification.ts';
import { verifyMonths } from './messages.ts';
import { verifyTrail, verifyWholeTrail } from './verify-trail.ts';

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
