import type { Config } from '@antrean/platform/config';
import type { Database } from '@antrean/platform/database';
import { accepted, ok, route, type Route } from '@antrean/platform/http';
import type { UnitOfWork } from '@antrean/platform/transaction';
import { signingKeyRoute, type Signer } from '@antrean/platform/signing';
import { openAnchorFile } from './anchor-file.ts';
import { auditPermissions } from './audit.policy.ts';
import {
  longVerification,
  toVerification,
  verification,
  verificationQuery,
} from './audit-verification.contract.ts';
import { openProofRecord } from './checkpoint.ts';
import { isLong, readVerification, requestVerification } from './long-verification.ts';
import { monthRange, verifyTrail } from './verify-trail.ts';
import { z } from 'zod';

const VERIFICATIONS = '/api/audit/verifications';

/** The proof that the trail is what was written. The trail itself is read through its reports. */
export function auditRoutes(dependencies: {
  unitOfWork: UnitOfWork;
  database: Database;
  config: Pick<Config, 'dataDir' | 'businessZone'>;
  signer: Signer;
}): Route[] {
  const { unitOfWork, database, config, signer } = dependencies;
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
        'worker proves the trail from its beginning, and `lastFullVerification` says what came of it. What is too long ' +
        'for a request is left to a worker, and answered 202. 200 also when something is wrong: `valid` says so, and ' +
        '`firstBreak` says where.',
      query: verificationQuery,
      response: verification,
      alsoAnswers: {
        202: {
          summary: 'A worker makes the proof; ask at Location what came of it',
          schema: longVerification,
          headers: { Location: 'Where to ask' },
        },
      },
      handler: async ({ query, signal, context, actor }) => {
        const range = await monthRange(database, query, config.businessZone);
        const isWhole = range.from === undefined && range.to === undefined;
        const since = isWhole ? await proof.checkpoint.read() : null;
        if (await isLong({ database, anchorFile }, range, since)) {
          const left = await requestVerification(unitOfWork, context, actor, range);
          return accepted(left, `${VERIFICATIONS}/${left.id}`);
        }
        const finding = await verifyTrail({ database, anchorFile, signer }, range, signal, since);
        return ok(toVerification(finding, since, await proof.fullVerification.read()));
      },
    }),
    route({
      method: 'get',
      path: `${VERIFICATIONS}/:id`,
      access: auditPermissions.read,
      tag: 'Audit',
      summary: 'A proof of the audit trail that a worker makes',
      params: z.object({ id: z.uuid() }),
      response: longVerification,
      handler: async ({ params }) => ok(await readVerification(database.fork(), params.id)),
    }),
    signingKeyRoute(signer),
  ];
}
