-- How events call a user: the audit trail has it for ever, so it is no e-mail address and no phone number.
create or replace view user_names_v as
  select id, coalesce(nik, username, 'user ' || id) as name from users;
