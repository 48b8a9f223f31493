import { isLoggedIn, type UserPrincipal } from '@antrean/platform/auth';
import {
  departmentRoleRoom,
  departmentRoom,
  everyDepartmentRoleRoom,
  karyawanRoom,
  roleRoom,
  userRoom,
} from '@antrean/platform/realtime';

/** Roles that work for departments other than their own (decision 16). */
const SERVING_ROLES: ReadonlySet<string> = new Set(['dapur', 'delivery']);
/** Roles to which every department belongs. */
const OVERSEEING_ROLES: ReadonlySet<string> = new Set(['super_admin', 'administrator']);

/** Super administrators hear what administrators hear: they may read all of it. */
const heardRoles = ({ roles, scopedRoles }: UserPrincipal): readonly string[] => [
  ...new Set(
    roles
      .filter((role) => !scopedRoles.includes(role))
      .flatMap((role) => (role === 'super_admin' ? [role, 'administrator'] : [role])),
  ),
];

type Departments = 'all' | ReadonlySet<number>;

function departmentsOf(role: string, actor: UserPrincipal): Departments {
  if (OVERSEEING_ROLES.has(role)) return 'all';
  if (SERVING_ROLES.has(role)) return actor.serves;
  return new Set(actor.departmentId === null ? [] : [actor.departmentId]);
}

/**
 * The rooms of a signed-in person on `/notifications` (seed 003, room-based broadcasting). They follow from the token
 * and the database; a department that the client names only narrows the department rooms, and a foreign one leaves none.
 */
export function notificationRooms(actor: UserPrincipal, departmentId: number | null): string[] {
  // By a token somebody hears what its abilities let them read, and nothing else.
  if (!isLoggedIn(actor)) return [];
  const own = actor.departmentId;
  const wanted = (id: number): boolean => departmentId === null || departmentId === id;

  const roleInDepartments = (role: string): string[] => {
    const departments = departmentsOf(role, actor);
    if (departments !== 'all')
      return [...departments].filter(wanted).map((id) => departmentRoleRoom(id, role));
    if (departmentId !== null) return [departmentRoleRoom(departmentId, role)];
    return [everyDepartmentRoleRoom(role), ...(own === null ? [] : [departmentRoleRoom(own, role)])];
  };

  return [
    ...heardRoles(actor).map(roleRoom),
    userRoom(actor.userId),
    ...(actor.karyawanId === null ? [] : [karyawanRoom(actor.karyawanId)]),
    ...(own !== null && wanted(own) ? [departmentRoom(own)] : []),
    ...heardRoles(actor).flatMap(roleInDepartments),
  ];
}
