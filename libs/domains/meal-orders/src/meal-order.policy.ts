import {
  may,
  definePermissions,
  type DisplayPrincipal,
  type Permission,
  type UserPrincipal,
} from '@antrean/platform/auth';
import type { RoleDefaults } from '@antrean/access';
import { STATUSES, type Ability, type Status } from './meal-order.state.ts';

export const permissions = definePermissions('meal-orders', [
  'create',
  'read',
  'read-all',
  'advance',
  'prepare',
  'deliver',
  'request-approval',
  'approve',
  'override',
]);

/** What the built-in roles may do with meal orders; a super admin may do all of it. */
export const mealOrderRoleDefaults: RoleDefaults = {
  employee: [permissions.create, permissions.read],
  dapur: [permissions.read, permissions.advance, permissions.prepare, permissions['request-approval']],
  delivery: [permissions.read, permissions.advance, permissions.deliver],
  administrator: [
    permissions.read,
    permissions['read-all'],
    permissions.advance,
    permissions.approve,
    permissions.override,
  ],
};

/** Super administrators may work on orders and hear what administrators hear. */
export const mealOrderMuted: RoleDefaults = { super_admin: [permissions.prepare, permissions.deliver] };

/** Whether the actor can do to an order what the lifecycle asks for; work is done only for departments one serves. */
export const canDo =
  (actor: UserPrincipal, order: { departmentId: number }) =>
  (ability: Ability | 'request-approval'): boolean => {
    const isHeld =
      may(actor, permissions[ability]) ||
      may(actor, permissions[ability], { department: order.departmentId });
    return isHeld && (ability === 'override' || serves(actor, order));
  };

/**
 * What people who work on orders have before them, in the departments that they serve. They `see` what is theirs to
 * do now; they `know` what may have been theirs a moment ago: who loses a race for an order is told that it moved on
 * (409), not that it does not exist (404).
 */
const WORK: readonly { permission: Permission; see: readonly Status[]; know: readonly Status[] }[] = [
  {
    permission: permissions.prepare,
    see: ['MENUNGGU', 'IN_PROGRESS', 'MENUNGGU_PERSETUJUAN'],
    know: STATUSES,
  },
  {
    permission: permissions.deliver,
    see: ['READY', 'ON_DELIVERY'],
    know: ['READY', 'ON_DELIVERY', 'COMPLETE'],
  },
];

/** Orders that fit every given list; `{}` fits all. It is a MikroORM condition as it stands, for lists. */
export interface Scope {
  employeeId?: number[];
  departmentId?: number[];
  status?: Status[];
}

/** Who sees orders: people, and the screens that show them. */
export type Reader = UserPrincipal | DisplayPrincipal;

/** Which orders concern an actor: any that fits one of the scopes. An own order always does; several roles add up. */
export function scopesOf(actor: Reader, extent: 'see' | 'know'): Scope[] {
  if (may(actor, permissions['read-all'])) return [{}];
  return [
    ...departmentsOf(actor, permissions['read-all']),
    ...(actor.kind === 'display' || actor.karyawanId === null ? [] : [{ employeeId: [actor.karyawanId] }]),
    ...WORK.flatMap((work) =>
      departmentsOf(actor, work.permission).map((scope) => ({ ...scope, status: [...work[extent]] })),
    ),
  ];
}

/** The orders of the departments to which a permission reaches. */
function departmentsOf(actor: Reader, permission: Permission): Scope[] {
  const reach = actor.grants.get(permission);
  if (!reach) return [];
  return [reach.departments === 'all' ? {} : { departmentId: [...reach.departments] }];
}

/** Whether an order's department is one that somebody works for; who sees all orders works for all. */
export const serves = (actor: UserPrincipal, { departmentId }: { departmentId: number }): boolean =>
  may(actor, permissions['read-all']) ||
  may(actor, permissions['read-all'], { department: departmentId }) ||
  may(actor, permissions.read, { department: departmentId });

/** Whether an order is within the scopes. */
export const isWithin = (
  scopes: readonly Scope[],
  order: { employeeId: number; departmentId: number; status: Status },
): boolean =>
  scopes.some(
    ({ employeeId, departmentId, status }) =>
      (employeeId?.includes(order.employeeId) ?? true) &&
      (departmentId?.includes(order.departmentId) ?? true) &&
      (status?.includes(order.status) ?? true),
  );
