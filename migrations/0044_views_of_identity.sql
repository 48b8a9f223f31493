-- What the domains of identity read of each other, as in migration 0052: roles with their labels and ranks, and what
-- events call a user.
create view roles_v as select key, label, rank from roles;
create view user_names_v as select id, coalesce(nik, username, email, phone) as name from users;
revoke insert, update, delete on roles_v, user_names_v from antrean_app;
