import { EVERYWHERE, joinReach, type Grants, type Reach, type UserPrincipal } from '@antrean/platform/auth';

/** What the function `user_principal` of PostgreSQL says of a user (migration 0080). */
export interface UserPrincipalRow {
  user_id: number;
  nik: string | null;
  full_name: string;
  primary_role: string;
  roles: string[];
  permissions: string[];
  muted: string[];
  served: number[];
  /** Null for who holds all roles everywhere, as most do. */
  scoped: ScopedRole[] | null;
  employee_id: number | null;
  department_id: number | null;
  language: 'id' | 'en';
  must_change_password: boolean;
}

interface ScopedRole {
  role: string;
  clinicId: number | null;
  outletId: number | null;
  departmentId: number | null;
  permissions: string[];
  muted: string[];
}

/** Who comes by a session or by a token. */
export function toUserPrincipal<By extends Pick<UserPrincipal, 'sessionId' | 'tokenId'>>(
  row: UserPrincipalRow,
  by: By,
): UserPrincipal & By {
  // Who serves no department in particular serves all of them (decision 16).
  const serves = row.served.length === 0 ? 'all' : new Set(row.served);
  const scoped = row.scoped ?? [];
  const scopedRoles = [...new Set(scoped.map(({ role }) => role))].filter(
    (role) => !row.roles.includes(role),
  );
  const muted = new Set(row.muted);
  return {
    kind: 'user',
    userId: row.user_id,
    nik: row.nik,
    name: row.full_name,
    role: row.primary_role,
    roles: [...row.roles, ...scopedRoles],
    scopedRoles,
    grants: grantsOf(row.permissions, { ...EVERYWHERE, departments: serves }, scoped),
    muted: scoped.length === 0 ? muted : mutedOf(row, scoped),
    serves,
    karyawanId: row.employee_id,
    departmentId: row.department_id,
    language: row.language,
    mustChangePassword: row.must_change_password,
    ...by,
  };
}

function grantsOf(permissions: readonly string[], reach: Reach, scoped: readonly ScopedRole[]): Grants {
  const grants = new Map(permissions.map((permission) => [permission, reach]));
  for (const role of scoped) {
    const there = reachOf(role);
    for (const permission of role.permissions) {
      const known = grants.get(permission);
      grants.set(permission, known ? joinReach(known, there) : there);
    }
  }
  return grants;
}

const place = (id: number | null): ReadonlySet<number> => new Set(id === null ? [] : [id]);
const reachOf = ({ clinicId, outletId, departmentId }: ScopedRole): Reach => ({
  clinics: place(clinicId),
  outlets: place(outletId),
  departments: place(departmentId),
});

/** What every role that gives it keeps silent of. */
function mutedOf({ permissions, muted }: UserPrincipalRow, scoped: readonly ScopedRole[]): Set<string> {
  const aloud = new Set(permissions.filter((permission) => !muted.includes(permission)));
  for (const role of scoped) {
    for (const permission of role.permissions) if (!role.muted.includes(permission)) aloud.add(permission);
  }
  return new Set([...muted, ...scoped.flatMap((role) => role.muted)].filter((each) => !aloud.has(each)));
}
