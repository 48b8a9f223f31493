import { unwrap } from '@antrean/client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../antrean.ts';
import type { ReportInput } from './report-data.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

const named = (rows: readonly { id: number; name: string }[]): Choice[] =>
  rows.map(({ id, name }) => ({ value: String(id), label: name }));
const all = { params: { query: { limit: 100 } } };

/** Where the names of those are whose ids an input takes. */
const READERS: Readonly<Record<string, () => Promise<Choice[]>>> = {
  shift: async () => named((await unwrap(api.GET('/api/shifts', all))).data),
  department: async () => named((await unwrap(api.GET('/api/departments', all))).data),
  outlet: async () => named((await unwrap(api.GET('/api/outlets', all))).data),
  action: async () => {
    const actions = await unwrap(api.GET('/api/reports/audit-trail/action-types'));
    return Array.isArray(actions) ? actions.map((value) => ({ value, label: value })) : [];
  },
};

/** What there is to choose from; null for what is typed, also where the names may not be read. */
export function useChoices({ choices, of }: ReportInput): readonly Choice[] | null {
  const read = of === null ? undefined : READERS[of];
  const found = useQuery({
    queryKey: ['reports', 'choices', of],
    queryFn: () => read?.() ?? [],
    enabled: read !== undefined,
    staleTime: 5 * 60_000,
  });
  return choices ?? found.data ?? null;
}
