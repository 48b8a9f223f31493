import { line, page, pageQuery } from '@antrean/platform/http';
import { z } from 'zod';

const rank = z.int().min(0).max(100);
const permissions = z.array(z.string().meta({ examples: ['meal-orders.read'] })).max(500);

export const roleKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{1,49}$/, 'must be lower case, such as night_shift')
  .meta({ examples: ['night_shift'] });

export const roleBody = z.object({
  key: z.string(),
  label: z.string(),
  /** Nobody grants or changes a role that ranks above his own best one. */
  rank,
  permissions,
  defaults: z.array(z.string()).describe('What a builtin role has from the start; empty for others'),
  /** Builtin roles cannot be deleted. */
  isBuiltin: z.boolean(),
  version: z.int(),
});
export type RoleBody = z.output<typeof roleBody>;

export const newRole = z.object({ key: roleKey, label: line(100), rank, permissions });
export type NewRole = z.output<typeof newRole>;

export const roleChanges = z.object({
  label: line(100).exactOptional(),
  rank: rank.exactOptional(),
  permissions: permissions.exactOptional(),
});
export type RoleChanges = z.output<typeof roleChanges>;

export const permissionList = z.object({ data: z.array(z.string()) });
export const roleQuery = z.object(pageQuery(50));
export const roleList = page(roleBody);
