import { readProofStanding } from '@antrean/audit';
import type { RouteDependencies } from '@antrean/platform/domain';
import { ok, readerLanguage, route, type Route } from '@antrean/platform/http';
import { readPromises } from '@antrean/platform/outbox';
import { invariantList } from './invariant.contract.ts';
import { judgeInvariants } from './judge-invariants.ts';
import { operationsPermissions } from './operations.policy.ts';

/** What the system promises, held against what it does. */
export const invariantRoutes = ({
  database,
  config,
  signer,
}: Pick<RouteDependencies, 'database' | 'config' | 'signer'>): Route[] => [
  route({
    method: 'get',
    path: '/api/admin/invariants',
    access: operationsPermissions.observe,
    tag: 'Operations',
    summary: 'Whether the promises hold, and what to do about one that does not',
    description:
      'By what PostgreSQL and the signed files of the audit trail say; Redis is not asked. `holds` is null where this ' +
      'process cannot tell.',
    response: invariantList,
    handler: async ({ raw }) => {
      const [figures, standing] = await Promise.all([
        readPromises(database.fork()),
        readProofStanding({ database, config, signer }),
      ]);
      // A screen's words: in the language of the screen, whatever its reader's mails are in.
      const invariants = judgeInvariants(figures, standing, readerLanguage(raw));
      const holds = invariants.every((each) => each.holds !== false);
      return ok({ at: new Date().toISOString(), holds, invariants });
    },
  }),
];
