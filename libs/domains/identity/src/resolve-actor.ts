import type { AccessClaims, ResolveActor } from '@antrean/platform/auth';
import { query, type Database } from '@antrean/platform/database';
import type { Actor } from '@antrean/platform/outbox';

interface ActorRow {
  user_id: number;
  nik: string | null;
  full_name: string;
  primary_role: string;
  roles: string[];
  permissions: string[];
  employee_id: number | null;
  department_id: number | null;
  language: 'id' | 'en';
  must_change_password: boolean;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Finds who a verified token stands for, with the roles and permissions of this very moment: a session that has
 * ended, a user who was deactivated and a role that was taken away count at once (decision 19).
 * Every request asks this, so it is one round trip of SQL instead of five loads by the ORM.
 */
export function createActorResolver(database: Database): ResolveActor {
  return async (claims: AccessClaims): Promise<Actor | null> => {
    const userId = Number(claims.sub);
    if (!Number.isSafeInteger(userId) || !UUID.test(claims.sid)) return null;
    const [row] = await query<ActorRow>(
      database.fork(),
      `select u.id as user_id, u.nik, u.full_name, u.primary_role, u.employee_id, e.department_id,
              u.language, u.must_change_password, granted.roles, granted.permissions
       from sessions s
       join users u on u.id = s.user_id and u.is_active
       left join employees e on e.id = u.employee_id
       cross join lateral (
         select coalesce(array_agg(distinct r.key), '{}') as roles,
                coalesce(array_agg(distinct permission) filter (where permission is not null), '{}') as permissions
         from user_roles ur join roles r on r.key = ur.role_key left join unnest(r.permissions) permission on true
         where ur.user_id = u.id
       ) granted
       where s.id = ? and s.user_id = ? and s.ended_at is null and s.expires_at > now()`,
      [claims.sid, userId],
    );
    if (!row) return null;
    return {
      userId: row.user_id,
      nik: row.nik,
      name: row.full_name,
      role: row.primary_role,
      roles: row.roles,
      permissions: new Set(row.permissions),
      karyawanId: row.employee_id,
      departmentId: row.department_id,
      sessionId: claims.sid,
      language: row.language,
      mustChangePassword: row.must_change_password,
    };
  };
}
