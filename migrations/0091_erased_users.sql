-- A deleted account keeps its row, which names nobody: what was done under it goes on naming the row.
alter table users add column erased_at timestamptz;
alter table users drop constraint users_check;
alter table users add constraint users_identified
  check (coalesce(nik, username, email, phone) is not null or erased_at is not null) not valid;
alter table users validate constraint users_identified;

create or replace view user_names_v as
  select id, coalesce(nik, username, email, phone, 'deleted user ' || id) as name from users;

-- As clinics have it.
alter table profiles add column district text;
