import { z } from 'zod';
import { invalidField } from '@antrean/platform/http';
import { defineReport, type Report, type ReportSource } from '@antrean/platform/report';
import { auditPermissions } from './audit.policy.ts';
import { actionsInTrail } from './audit-trail.queries.ts';

/** The declared actions and those in the trail, which may hold some that nobody declares any more; sorted. */
const actionTypes = async (source: ReportSource, declared: readonly string[]): Promise<string[]> =>
  [...new Set([...declared, ...(await actionsInTrail(source))])].sort();

/** @throws problem `invalid_request` for an action that neither can occur nor has occurred */
export async function assertActionType(
  source: ReportSource,
  declared: readonly string[],
  action: string,
): Promise<void> {
  if (declared.includes(action)) return;
  const known = await actionTypes(source, declared);
  if (known.includes(action)) return;
  throw invalidField('query.aksi', {
    en: `is no action; one of: ${known.join(', ')}`,
    id: `bukan jenis aksi; pilih salah satu: ${known.join(', ')}`,
  });
}

/** The actions that can occur, and all that have occurred, sorted (seed 003, action types). */
export function actionTypeReport(declared: readonly string[]): Report {
  return defineReport({
    name: 'action-types',
    path: '/api/reports/audit-trail/action-types',
    title: { id: 'Jenis Aksi', en: 'Action Types' },
    summary: 'The actions by which the trail can be filtered',
    description: 'All that can occur, before the first one happened too.',
    permission: auditPermissions.read,
    parameters: z.object({}),
    response: z.array(z.string()),
    json: (source) => actionTypes(source, declared),
    columns: [{ key: 'aksi', header: { id: 'Aksi', en: 'Action' } }],
    rows: async function* (source) {
      for (const aksi of await actionTypes(source, declared)) yield { aksi };
    },
  });
}
