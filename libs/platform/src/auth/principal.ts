import type { Permission } from './permission.ts';

/** How far somebody's permission reaches, by ids. */
export interface Reach {
  readonly departments: 'all' | ReadonlySet<number>;
  readonly outlets: 'all' | ReadonlySet<number>;
  readonly clinics: 'all' | ReadonlySet<number>;
}

export const EVERYWHERE: Reach = { departments: 'all', outlets: 'all', clinics: 'all' };

/** What somebody may do, and where: by permission. */
export type Grants = ReadonlyMap<string, Reach>;

/** A person, with what they may do, as read from the database for this request. */
export interface UserPrincipal {
  readonly kind: 'user';
  readonly userId: number;
  readonly nik: string | null;
  readonly name: string;
  /** The primary role's key; `roles` holds all of them. */
  readonly role: string;
  readonly roles: readonly string[];
  /** Those of `roles` that they hold at certain places alone. */
  readonly scopedRoles: readonly string[];
  readonly grants: Grants;
  /** Permissions of which they are not told on sockets: every role that gives them keeps silent. */
  readonly muted: ReadonlySet<string>;
  /** The departments that they work for (decision 16). */
  readonly serves: Reach['departments'];
  readonly karyawanId: number | null;
  readonly departmentId: number | null;
  /** The session in which they are logged in; null for who comes with an API token. */
  readonly sessionId: string | null;
  /** The API token by which they come; null in a session. */
  readonly tokenId: string | null;
  readonly language: 'id' | 'en';
  readonly mustChangePassword: boolean;
}

/** A person who is logged in: what concerns the account itself takes that, an API token is not enough. */
export interface SessionPrincipal extends UserPrincipal {
  readonly sessionId: string;
  readonly tokenId: null;
}

export const isLoggedIn = (principal: Principal): principal is SessionPrincipal =>
  principal.kind === 'user' && principal.sessionId !== null;

/** A screen that shows what its token lets it see. Whatever it holds, it holds to read. */
export interface DisplayPrincipal {
  readonly kind: 'display';
  readonly displayId: string;
  readonly label: string;
  /** The one namespace of sockets that it hears. */
  readonly feed: string;
  readonly grants: Grants;
}

/** A machine. It has abilities, and none of the permissions that users hold. */
export interface DevicePrincipal {
  readonly kind: 'device';
  readonly tokenId: string;
  readonly label: string;
  /** The thing that it is, by kind and id. */
  readonly subject: { readonly kind: string; readonly id: number };
  readonly abilities: ReadonlySet<string>;
  readonly grants: Grants;
}

/** The system itself: whoever comes to what a setting opens for everybody has its rights. */
export interface SystemPrincipal {
  readonly kind: 'system';
  readonly grants: Grants;
}

/** Who comes with a token of ours. */
export type TokenHolder = UserPrincipal | DisplayPrincipal | DevicePrincipal;

/** Who asks for something, and what they may have. */
export type Principal = TokenHolder | SystemPrincipal;

/** What somebody was let in by, and ends with. */
export interface Pass {
  readonly kind: 'session' | 'token' | 'display';
  readonly id: string;
}

export function passOf(holder: TokenHolder): Pass {
  if (holder.kind === 'display') return { kind: 'display', id: holder.displayId };
  if (holder.kind === 'user' && holder.sessionId !== null) return { kind: 'session', id: holder.sessionId };
  if (holder.tokenId === null) throw new Error('a user who has neither a session nor a token');
  return { kind: 'token', id: holder.tokenId };
}

/**
 * Where a row belongs; what is named must be within reach. A row without an outlet or a clinic is only for who reaches
 * all of them.
 */
export interface Scope {
  readonly department?: number;
  readonly outlet?: number | null;
  readonly clinic?: number | null;
  /** Whose it is. */
  readonly user?: number;
  readonly employee?: number;
}

/**
 * Whether somebody holds a permission, for a row when its scope is given. Without a place it is asked of what belongs to
 * none, and what somebody holds at certain places alone does not count.
 */
export function may(principal: Principal, permission: Permission, scope: Scope = {}): boolean {
  const reach = principal.grants.get(permission);
  if (!reach) return false;
  const { department, outlet, clinic, user, employee } = scope;
  const namesPlace = department !== undefined || outlet !== undefined || clinic !== undefined;
  return (
    (namesPlace || isUnbound(reach)) &&
    (department === undefined || reaches(reach.departments, department)) &&
    (outlet === undefined || reaches(reach.outlets, outlet)) &&
    (clinic === undefined || reaches(reach.clinics, clinic)) &&
    (user === undefined || (principal.kind === 'user' && principal.userId === user)) &&
    (employee === undefined || (principal.kind === 'user' && principal.karyawanId === employee))
  );
}

/** Whether somebody holds a permission at some place at least; whoever asks this looks at the place as well. */
export const holds = (principal: Principal, permission: Permission): boolean =>
  principal.grants.has(permission);

/**
 * Whether a permission is held at large and not at certain places. The departments that somebody serves divide the work
 * and bind nothing else.
 */
export const isUnbound = ({ outlets, clinics }: Reach): boolean => outlets === 'all' && clinics === 'all';

/** Both together. */
export const joinReach = (one: Reach, other: Reach): Reach => ({
  departments: joined(one.departments, other.departments),
  outlets: joined(one.outlets, other.outlets),
  clinics: joined(one.clinics, other.clinics),
});

const joined = (one: 'all' | ReadonlySet<number>, other: 'all' | ReadonlySet<number>) =>
  one === 'all' || other === 'all' ? 'all' : one.union(other);

const reaches = (ids: 'all' | ReadonlySet<number>, id: number | null): boolean =>
  ids === 'all' || (id !== null && ids.has(id));
