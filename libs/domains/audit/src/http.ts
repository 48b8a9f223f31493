import type { Config } from '@antrean/platform/config';
import type { Database } from '@antrean/platform/database';
import { ok, route, type Route } from '@antrean/platform/http';
import { signingKeyRoute, type Signer } from '@antrean/platform/signing';
import { openAnchorFile } from './anchor-file.ts';
import { auditPermissions } from './audit.policy.ts';
import { toVerification, verification, verificationQuery } from './audit-verification.contract.ts';
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
  return [
    route({
      method: 'get',
      path: '/api/audit/verify',
      access: auditPermissions.read,
      tag: 'Audit',
      summary: 'Whether the audit trail is what was written',
      description:
        'Follows the hash chains of the months in the range and compares them with the anchors outside of the ' +
        'database. 200 also when something is wrong: `valid` says so, and `firstBreak` says where.',
      query: verificationQuery,
      response: verification,
      handler: async ({ query, signal }) => {
        const range = await monthRange(database, query, config.businessZone);
        return ok(toVerification(await verifyTrail({ database, anchorFile, signer }, range, signal)));
      },
    }),
    signingKeyRoute(signer),
  ];
}
