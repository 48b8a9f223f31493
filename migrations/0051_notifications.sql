-- Deliveries are of notifications from now on: which one, what its cause says (no secret), and to whom. A row without a
-- name was planned by a process of an earlier version, whose job sends it.
alter table deliveries
  add column notification text,
  add column facts jsonb,
  -- Null for an address that is told, whoever has it.
  add column user_id integer references users (id) on delete cascade,
  add column language text check (language in ('id', 'en')),
  -- After this it is not worth sending any more.
  add column expires_at timestamptz;
create index deliveries_user_id on deliveries (user_id) where user_id is not null;

alter table deliveries drop constraint deliveries_status_check;
alter table deliveries add constraint deliveries_status_check
  check (status in ('planned', 'sending', 'sent', 'failed', 'skipped'));
