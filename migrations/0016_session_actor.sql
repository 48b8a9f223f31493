-- Who a session stands for, with the roles and permissions of this very moment. Every request asks; as a function the
-- query keeps its plan, and making the plan costs four times what running it does (0.4 against 0.1 ms, measured).
create function session_actor(session_id uuid, session_user_id integer)
returns table (
  user_id integer, nik text, full_name text, primary_role text, employee_id integer, department_id integer,
  language text, must_change_password boolean, roles text[], permissions text[]
) language plpgsql stable as $$
#variable_conflict use_column
begin
  return query
    select u.id, u.nik, u.full_name, u.primary_role, u.employee_id, e.department_id,
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
    where s.id = session_id and s.user_id = session_user_id and s.ended_at is null and s.expires_at > now();
end $$;
