import { p } from '@mikro-orm/postgresql';

/** Properties of an entity: when its row was made and last changed. */
export const timestamps = {
  createdAt: p.datetime().defaultRaw('now()'),
  updatedAt: p
    .datetime()
    .defaultRaw('now()')
    .onUpdate(() => new Date()),
};

/** Properties of an entity: {@link timestamps}, and a version that each change counts up, for `If-Match`. */
export const versioned = { version: p.integer().version(), ...timestamps };
