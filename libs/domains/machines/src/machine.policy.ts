import {
  defineAbilities,
  definePermissions,
  may,
  type DisplayPrincipal,
  type Reach,
  type RoleDefaults,
  type UserPrincipal,
} from '@antrean/platform/auth';

/**
 * `read`: to see machines and be told of them; `operate`: to take care of their alarms and to override what they say;
 * `manage`: to add and change them and to give them tokens. The first two may be had at one outlet.
 */
export const permissions = definePermissions('rvms', ['read', 'operate', 'manage']);

/** What a machine itself may do: tell how it is. */
export const abilities = defineAbilities('rvms', ['report']);

export const machineRoleDefaults: RoleDefaults = {
  administrator: Object.values(permissions),
  rvm_operator: [permissions.read, permissions.operate],
};

/** A machine without an outlet is only for who reaches all of them. */
export const mayRead = (actor: UserPrincipal | DisplayPrincipal, outletId: number | null): boolean =>
  may(actor, permissions.read, { outlet: outletId });

export const mayOperate = (actor: UserPrincipal, outletId: number | null): boolean =>
  may(actor, permissions.operate, { outlet: outletId });

/** The outlets whose machines somebody sees. */
export const readableOutlets = (actor: UserPrincipal | DisplayPrincipal): Reach['outlets'] =>
  actor.grants.get(permissions.read)?.outlets ?? new Set();
