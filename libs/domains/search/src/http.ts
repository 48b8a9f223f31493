import { query as ask } from '@antrean/platform/database';
import { wantedBy, type RouteDependencies } from '@antrean/platform/domain';
import { id, ok, route, type Route } from '@antrean/platform/http';
import { z } from 'zod';

/** Of each kind: whoever has more of them before them types another letter. */
const MOST = 5;

const found = z.object({
  data: z.array(
    z.object({
      kind: z.string().describe('order, sale, work-order, machine or user'),
      id,
      title: z.string(),
      detail: z.string().describe('By what it is told from others of that name'),
    }),
  ),
});

/** By what people call things. */
export const searchRoutes = ({
  database,
  config: { businessZone },
  searchSources,
}: Pick<RouteDependencies, 'database' | 'config' | 'searchSources'>): Route[] => [
  route({
    method: 'get',
    path: '/api/search',
    // Each source tells what the caller may read, and nothing else.
    access: 'user',
    tag: 'Search',
    summary: 'Look for things by number or name',
    description:
      `Meal orders, sales and work orders by their number: the whole one, or without its prefix, or today's alone (\`7\`). ` +
      `Machines and users by a part of three letters of their names. At most ${MOST} of each kind, and only what the ` +
      'caller may read.',
    query: z.object({ q: z.string().trim().min(1).max(100) }),
    response: found,
    personal: true,
    rateLimit: 'search',
    handler: async ({ actor, query: { q } }) => {
      const [day] = await ask<{ today: string }>(
        database.fork(),
        `select (now() at time zone ?::text)::date::text as today`,
        [businessZone],
      );
      if (!day) throw new Error('the day has no row');
      const wanted = wantedBy(q, day.today, MOST);
      const lists = await Promise.all(
        (await searchSources()).map(async ({ kind, find }) =>
          (await find(database.fork(), actor, wanted)).slice(0, MOST).map((each) => ({ kind, ...each })),
        ),
      );
      return ok({ data: lists.flat() });
    },
  }),
];
