-- What a built-in role may read and is not told of on sockets, as the seeds have it.
alter table roles add column muted text[] not null default '{}';

-- As session_actor, which processes of an older version go on asking: with the permissions of which every role that
-- gives them keeps silent, and the departments that the user serves, none meaning all. One round trip still.
create function session_principal(session_id uuid, session_user_id integer)
returns table (
  user_id integer, nik text, full_name text, primary_role text, employee_id integer, department_id integer,
  language text, must_change_password boolean, roles text[], permissions text[], muted text[], served integer[]
) language plpgsql stable as $$
#variable_conflict use_column
begin
  return query
    select u.id, u.nik, u.full_name, u.primary_role, u.employee_id, e.department_id,
           u.language, u.must_change_password,
           array(select ur.role_key from user_roles ur where ur.user_id = u.id order by ur.role_key),
           granted.permissions, granted.muted,
           array(select d.department_id from served_departments d where d.user_id = u.id order by d.department_id)
    from sessions s
    join users u on u.id = s.user_id and u.is_active
    left join employees e on e.id = u.employee_id
    cross join lateral (
      select coalesce(array_agg(each.permission), '{}') as permissions,
             coalesce(array_agg(each.permission) filter (where each.is_muted), '{}') as muted
      from (
        select permission, bool_and(permission = any(r.muted)) as is_muted
        from user_roles ur join roles r on r.key = ur.role_key cross join unnest(r.permissions) permission
        where ur.user_id = u.id group by permission
      ) each
    ) granted
    where s.id = session_id and s.user_id = session_user_id and s.ended_at is null and s.expires_at > now();
end $$;
