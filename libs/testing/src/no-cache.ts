import type { ReadCache } from '@antrean/platform/redis';

/** Nothing is kept: each read asks the database. */
export const noCache: ReadCache = {
  read: (_read, load) => load(),
  forget: async () => undefined,
};
