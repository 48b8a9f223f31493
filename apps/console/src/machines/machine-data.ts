import { unwrap, type paths } from '@antrean/client';
import { useQuery, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import { api } from '../antrean.ts';

type List = paths['/api/rvms']['get'];
export type MachinePage = List['responses'][200]['content']['application/json'];
export type Machine = MachinePage['data'][number];
export type Status = Machine['status'];
export type OpenAlarm = Machine['alarms'][number];
export type HistoryPage =
  paths['/api/rvms/{id}/history']['get']['responses'][200]['content']['application/json'];
export type AlarmPage = paths['/api/rvm-alarms']['get']['responses'][200]['content']['application/json'];
export type DeviceToken =
  paths['/api/rvms/{id}/device-tokens']['get']['responses'][200]['content']['application/json']['data'][number];
export type MachineFilter = Pick<NonNullable<List['parameters']['query']>, 'status' | 'outletId' | 'q'>;

/** The worst first: that is what somebody has to go to. */
export const STATUSES = [
  'FAULT',
  'FULL',
  'OFFLINE',
  'MAINTENANCE',
  'UNKNOWN',
  'ONLINE',
] as const satisfies readonly Status[];

const PAGE = 50;
/** Of whatever is read of machines. */
export const MACHINES = ['machines'] as const;
export const listKey = (filter: MachineFilter) => [...MACHINES, 'list', filter] as const;
export const countsKey = (filter: MachineFilter) => [...MACHINES, 'counts', filter] as const;
export const machineKey = (id: number) => [...MACHINES, 'one', id] as const;
export const historyKey = (id: number) => [...MACHINES, 'history', id] as const;
export const alarmsKey = (id: number) => [...MACHINES, 'alarms', id] as const;
export const tokensKey = (id: number) => ['machine-tokens', id] as const;

const behind = (after: string | null) => (after === null ? {} : { after });

export const readMachines = (filter: MachineFilter, after: string | null): Promise<MachinePage> =>
  unwrap(
    api.GET('/api/rvms', { params: { query: { ...filter, sort: 'worst', limit: PAGE, ...behind(after) } } }),
  );
export const readCounts = ({ outletId, q }: MachineFilter) =>
  unwrap(
    api.GET('/api/rvms/counts', {
      params: {
        query: { ...(outletId === undefined ? {} : { outletId }), ...(q === undefined ? {} : { q }) },
      },
    }),
  );
export const readMachine = (id: number): Promise<Machine> =>
  unwrap(api.GET('/api/rvms/{id}', { params: { path: { id } } }));
export const readHistory = (id: number, after: string | null): Promise<HistoryPage> =>
  unwrap(
    api.GET('/api/rvms/{id}/history', { params: { path: { id }, query: { limit: 20, ...behind(after) } } }),
  );
export const readAlarms = (rvmId: number, after: string | null): Promise<AlarmPage> =>
  unwrap(api.GET('/api/rvm-alarms', { params: { query: { rvmId, limit: 20, ...behind(after) } } }));

export const useOutlets = () =>
  useQuery({
    queryKey: ['outlets'],
    queryFn: async () => (await unwrap(api.GET('/api/outlets', { params: { query: { limit: 200 } } }))).data,
    staleTime: 5 * 60_000,
  });

/** Changes a machine wherever it is shown. */
export function patchMachine(queries: QueryClient, id: number, change: Partial<Machine>): void {
  const patched = (known: Machine): Machine => (known.id === id ? { ...known, ...change } : known);
  queries.setQueryData<Machine>(machineKey(id), (known) => known && patched(known));
  queries.setQueriesData<InfiniteData<MachinePage, string | null>>(
    { queryKey: [...MACHINES, 'list'] },
    (known) =>
      known && { ...known, pages: known.pages.map((page) => ({ ...page, data: page.data.map(patched) })) },
  );
}
