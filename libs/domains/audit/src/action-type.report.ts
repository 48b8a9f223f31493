import { z } from 'zod';
import { defineReport, type ReportSource } from '@antrean/platform/report';
import { DOCUMENTED_ACTIONS } from './action-type.ts';
import { auditPermissions } from './audit.policy.ts';
import { actionsInTrail } from './audit-trail.queries.ts';

const actionTypes = async (source: ReportSource): Promise<string[]> =>
  [...new Set<string>([...DOCUMENTED_ACTIONS, ...(await actionsInTrail(source))])].sort();

/** The documented actions and all that occur, sorted (decision 28). */
export const actionTypeReport = defineReport({
  name: 'action-types',
  path: '/api/reports/audit-trail/action-types',
  title: { id: 'Jenis Aksi', en: 'Action Types' },
  summary: 'The actions by which the trail can be filtered',
  permission: auditPermissions.read,
  parameters: z.object({}),
  response: z.array(z.string()),
  json: (source) => actionTypes(source),
  columns: [{ key: 'aksi', header: { id: 'Aksi', en: 'Action' } }],
  rows: async function* (source) {
    for (const aksi of await actionTypes(source)) yield { aksi };
  },
});
