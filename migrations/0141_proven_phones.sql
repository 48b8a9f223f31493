-- A number that somebody typed is a name to log in by. Text messages go only to those that are proven.
alter table users add column phone_verified_at timestamptz;

-- Those of employees come from the employer; others were shown by a code when they were changed, or as a second factor.
update users u set phone_verified_at = now()
where phone is not null
  and (employee_id is not null
    or exists (select from outbox_events e
               where e.name = 'user.phone.changed' and (e.payload ->> 'userId')::int = u.id)
    or exists (select from log_audit_trail a where a.action = 'PHONE_CHANGED' and a.user_id = u.id)
    or exists (select from factors f
               where f.user_id = u.id and f.kind = 'sms' and f.confirmed_at is not null and f.phone = u.phone));

-- Where and how somebody is reached.
create or replace view user_contacts_v as
  select id, email, case when phone_verified_at is not null then phone end as phone, language, time_zone, is_active
  from users;

-- What the undone change of an address gives back is as proven as it was.
alter table email_changes add column old_phone_verified_at timestamptz;
