-- What other domains' SQL may read of a domain: nobody's SQL names another's tables (docs/decisions/0027). They hold no
-- more than others need, and no secret. PostgreSQL puts the table in their place before it plans. A column that others
-- need is added at the end, by `create or replace view`; one that they read stays.

create view departments_v as select id, name, is_active from departments;
create view shifts_v as select id, name, is_active from shifts;
create view outlets_v as select id, name, is_active from outlets;
create view employees_v as select id, nik, department_id, position_id from employees;

create view users_v as
  select id, employee_id, nik, username, email, full_name, primary_role, language, is_active from users;
create view user_roles_v as select user_id, role_key from user_roles;
-- A row for each role by which a user has the permission.
create view user_permissions_v as
  select ur.user_id, permission
  from user_roles ur join roles r on r.key = ur.role_key cross join unnest(r.permissions) permission;
-- Of a user who has no row, all departments.
create view served_departments_v as select user_id, department_id from served_departments;

-- They are read; what is written goes through the domain that owns it.
revoke insert, update, delete on departments_v, shifts_v, outlets_v, employees_v, users_v, user_roles_v,
  user_permissions_v, served_departments_v from antrean_app;
