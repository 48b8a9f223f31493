import type { Permission } from './permission.ts';

/** How far somebody's permission reaches, by ids. */
export interface Reach {
  readonly departments: 'all' | ReadonlySet<number>;
  readonly outlets: 'all' | ReadonlySet<number>;
}

export const EVERYWHERE: Reach = { departments: 'all', outlets: 'all' };

/** What somebody may do, and where: by permission. */
export type Grants = ReadonlyMap<string, Reach>;

/** A person who is signed in, with what they may do, as read from the database for this request. */
export interface UserPrincipal {
  readonly kind: 'user';
  readonly userId: number;
  readonly nik: string | null;
  readonly name: string;
  /** The primary role's key; `roles` holds all of them. */
  readonly role: string;
  readonly roles: readonly string[];
  readonly grants: Grants;
  /** Permissions of which they are not told on sockets: every role that gives them keeps silent. */
  readonly muted: ReadonlySet<string>;
  /** The departments that they work for (decision 16). */
  readonly serves: Reach['departments'];
  readonly karyawanId: number | null;
  readonly departmentId: number | null;
  readonly sessionId: string;
  readonly language: 'id' | 'en';
  readonly mustChangePassword: boolean;
}

/** A screen that shows what its token lets it see. */
export interface DisplayPrincipal {
  readonly kind: 'display';
  readonly displayId: string;
  readonly label: string;
  readonly grants: Grants;
}

/** The system itself: whoever comes to what a setting opens for everybody has its rights. */
export interface SystemPrincipal {
  readonly kind: 'system';
  readonly grants: Grants;
}

/** Who asks for something, and what they may have. */
export type Principal = UserPrincipal | DisplayPrincipal | SystemPrincipal;

/** Where a row belongs; what is named must be within reach. A row without an outlet is only for who reaches all. */
export interface Scope {
  readonly department?: number;
  readonly outlet?: number | null;
  /** Whose it is. */
  readonly user?: number;
  readonly employee?: number;
}

/** Whether somebody holds a permission, for a row when its scope is given. */
export function may(principal: Principal, permission: Permission, scope: Scope = {}): boolean {
  const reach = principal.grants.get(permission);
  if (!reach) return false;
  const { department, outlet, user, employee } = scope;
  return (
    (department === undefined || reaches(reach.departments, department)) &&
    (outlet === undefined || reaches(reach.outlets, outlet)) &&
    (user === undefined || (principal.kind === 'user' && principal.userId === user)) &&
    (employee === undefined || (principal.kind === 'user' && principal.karyawanId === employee))
  );
}

const reaches = (ids: 'all' | ReadonlySet<number>, id: number | null): boolean =>
  ids === 'all' || (id !== null && ids.has(id));
