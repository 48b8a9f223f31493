import type { Permission } from './permission.ts';

/** A person who is signed in, with what they may do, as read from the database for this request. */
export interface UserPrincipal {
  readonly kind: 'user';
  readonly userId: number;
  readonly nik: string | null;
  readonly name: string;
  /** The primary role's key; `roles` holds all of them. */
  readonly role: string;
  readonly roles: readonly string[];
  readonly permissions: ReadonlySet<string>;
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
  /** The only outlet whose orders it may see; null for all. */
  readonly outletId: number | null;
}

/** Who asks for something, and what they may have. */
export type Principal = UserPrincipal | DisplayPrincipal;

/** Whether somebody holds a permission. */
export const may = ({ permissions }: Pick<UserPrincipal, 'permissions'>, permission: Permission): boolean =>
  permissions.has(permission);
