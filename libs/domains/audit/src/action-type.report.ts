import { z } from 'zod';
import { defineReport, type Report, type ReportSource } from '@antrean/platform/report';
import { auditPermissions } from './audit.policy.ts';
import { actionsInTrail } from './audit-trail.queries.ts';

/** The actions that can occur, and all that have occurred, sorted (seed 003, action types). */
export function actionTypeReport(declared: readonly string[]): Report {
  // The trail may also hold actions that nobody declares any more.
  const actionTypes = async (source: ReportSource): Promise<string[]> =>
    [...new Set([...declared, ...(await actionsInTrail(source))])].sort();
  return defineReport({
    name: 'action-types',
    path: '/api/reports/audit-trail/action-types',
    title: { id: 'Jenis Aksi', en: 'Action Types' },
    summary: 'The actions by which the trail can be filtered',
    description: 'All that can occur, before the first one happened too.',
    permission: auditPermissions.read,
    parameters: z.object({}),
    response: z.array(z.string()),
    json: (source) => actionTypes(source),
    columns: [{ key: 'aksi', header: { id: 'Aksi', en: 'Action' } }],
    rows: async function* (source) {
      for (const aksi of await actionTypes(source)) yield { aksi };
    },
  });
}
