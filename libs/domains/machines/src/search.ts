import { query } from '@antrean/platform/database';
import type { FoundThing, SearchSource } from '@antrean/platform/domain';
import { readableOutlets } from './machine.policy.ts';

/** Machines, by a part of their code or name, of the outlets that somebody sees. */
export const machineSearch: SearchSource = {
  kind: 'machine',
  find: async (em, actor, { pattern, limit }) => {
    const outlets = readableOutlets(actor);
    if (pattern === null || (outlets !== 'all' && outlets.size === 0)) return [];
    const wanted = outlets === 'all' ? null : `{${[...outlets].join(',')}}`;
    return query<FoundThing>(
      em,
      `select id, code as title, name as detail from rvms
       where (code || ' ' || name) ilike ? and (?::int[] is null or outlet_id = any(?::int[])) order by id limit ?`,
      [pattern, wanted, wanted, limit],
    );
  },
};
