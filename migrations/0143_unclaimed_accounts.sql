-- Who registers types the password before the address is proven, and its owner may follow the link to a stranger's. Until a
-- password is set by a mailed link, what is set up in the account may be the stranger's.
alter table users add column is_unclaimed boolean not null default false;

update users u set is_unclaimed = true
where employee_id is null and email_verified_at is not null and password_hash <> '!'
  and not exists (select from log_audit_trail a where a.action = 'PASSWORD_RESET' and a.user_id = u.id);
