import { unwrap, type paths } from '@antrean/client';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../antrean.ts';
import { useFeed } from '../badge.tsx';

type Read<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;
export type UserPage = Read<'/api/users'>;
export type User = Read<'/api/users/{id}'>;
export type Role = Read<'/api/admin/roles'>['data'][number];
export type Activity = Read<'/api/admin/users/activity'>['data'][number];
export type Effect =
  paths['/api/users/{id}/status/preview']['post']['responses'][200]['content']['application/json'];

export const PEOPLE = ['people'] as const;
export const ROLES = ['roles'] as const;
export const userKey = (id: number) => [...PEOPLE, id] as const;
export const reachKey = (id: number) => [...PEOPLE, id, 'reach'] as const;

export const readUser = (id: number): Promise<User> =>
  unwrap(api.GET('/api/users/{id}', { params: { path: { id } } }));

/** More roles than there will be. */
const MOST_ROLES = 200;
export const readRoles = async (): Promise<readonly Role[]> =>
  (await unwrap(api.GET('/api/admin/roles', { params: { query: { limit: MOST_ROLES } } }))).data;

/** When these were seen last, how often they are logged in, whether they are locked out. */
export async function readActivity(ids: readonly number[]): Promise<ReadonlyMap<number, Activity>> {
  if (ids.length === 0) return new Map();
  const params = { query: { ids: ids.join(',') } };
  const { data } = await unwrap(api.GET('/api/admin/users/activity', { params }));
  return new Map(data.map((each) => [each.userId, each]));
}

/** What others do to users and roles appears by itself. */
export function usePeopleEvents(): void {
  const feed = useFeed();
  const queries = useQueryClient();
  useEffect(() => {
    if (!feed) return undefined;
    const look = (): void => void queries.invalidateQueries({ queryKey: PEOPLE });
    const lookAtRoles = (): void => void queries.invalidateQueries({ queryKey: ROLES });
    const ends = [
      feed.on('user.created', look),
      feed.on('user.status.changed', look),
      feed.on('user.role.changed', look),
      feed.on('user.served-departments.changed', look),
      feed.on('role.created', lookAtRoles),
      feed.on('role.updated', lookAtRoles),
      feed.on('role.deleted', lookAtRoles),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [feed, queries]);
}

/** Connections that a change ends do so within a second, and come back with the rights of now. */
const ACTED_MS = 1_000;

/** Shows what a change has done: at once, and when those whom it concerns are back. */
export async function showChange(queries: QueryClient): Promise<void> {
  setTimeout(() => void queries.invalidateQueries({ queryKey: PEOPLE }), ACTED_MS);
  await Promise.all([
    queries.invalidateQueries({ queryKey: PEOPLE }),
    queries.invalidateQueries({ queryKey: ROLES }),
  ]);
}
