import type { Config } from '@antrean/platform/config';
import type { Database } from '@antrean/platform/database';
import { ok, route, type Route } from '@antrean/platform/http';
import { signingKeyRoute, type Signer } from '@antrean/platform/signing';
import { openAnchorFile } from './anchor-file.ts';
import { auditPermissions } from './audit.policy.ts';
import { toVerification, verification, verificationQuery } from './audit-verification.contract.ts';
import { openProofRecord } from './checkpoint.ts';
import { monthRange } from './month-range.ts';
import { verifyTrail } from './verify-trail.ts';

/** The proof that the trail is what was written. The trail itself is read through its reports. */
export function auditRoutes(dependencies: {
  database: Database;
  config: Pick<Config, 'dataDir' | 'businessZone'>;
  signer: Signer;
}): Route[] {
  const { database, config, signer } = dependencies;
  const anchorFile = openAnchorFile(config.dataDir);
  const proof = openProofRecord(config.dataDir, signer);
  return [
    route({
      method: 'get',
      path: '/api/audit/verify',
      access: auditPermissions.read,
      tag: 'Audit',
      summary: 'Whether the audit trail is what was written',
      description:
        'Follows the hash chains of the months in the range and compares them with the anchors outside of the ' +
        'database. Without a range it goes on from what a worker proved some minutes ago, and says so; every day a ' +
        'worker proves the trail from its beginning, and `lastFullVerification` says what came of it. 200 also when something is wrong: `valid` says so, and `firstBreak` says where.',
      query: verificationQuery,
      response: verification,
      handler: async ({ query, signal }) => {
        const range = await monthRange(database, query, config.businessZone);
        const isWhole = range.from === undefined && range.to === undefined;
        const since = isWhole ? await proof.checkpoint.read() : null;
        const finding = await verifyTrail({ database, anchorFile, signer }, range, signal, since);
        return ok(toVerification(finding, since, await proof.fullVerification.read()));
      },
    }),
    signingKeyRoute(signer),
  ];
}
