import { versioned } from '@antrean/platform/database';
import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** A named set of permissions. Nobody grants a role that ranks above their own best one. */
export const Role = defineEntity({
  name: 'Role',
  tableName: 'roles',
  properties: {
    key: p.text().primary(),
    label: p.text(),
    rank: p.integer(),
    permissions: p.array<string>().default([]),
    /** What it may read and is not told of on sockets. */
    muted: p.array<string>().default([]),
    /** What a builtin one has from the start; empty for those that administrators made. */
    defaults: p.array<string>().default([]),
    isBuiltin: p.boolean().default(false),
    ...versioned,
  },
});

export const UserRole = defineEntity({
  name: 'UserRole',
  tableName: 'user_roles',
  properties: { userId: p.integer().primary(), roleKey: p.text().primary() },
});

export type Role = InferEntity<typeof Role>;
