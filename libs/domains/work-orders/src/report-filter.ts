import { query } from '@antrean/platform/database';
import type { ReportFilter, ReportSource } from '@antrean/platform/report';
import { PRIORITY_WORDS } from './work-order.words.ts';
import type { Priority } from './work-order.state.ts';

/** What a report's title page says about an operator that it is limited to. */
export async function operatorFilter(source: ReportSource, id: number | undefined): Promise<ReportFilter[]> {
  if (id === undefined) return [];
  const [user] = await query<{ full_name: string }>(
    source.database.fork(),
    `select full_name from users_v where id = ?`,
    [id],
  );
  return [{ label: { id: 'Operator', en: 'Operator' }, value: user?.full_name ?? `#${id}` }];
}

export const priorityFilter = (priority: Priority | undefined): ReportFilter[] =>
  priority === undefined
    ? []
    : [{ label: { id: 'Prioritas', en: 'Priority' }, value: PRIORITY_WORDS[priority] }];
