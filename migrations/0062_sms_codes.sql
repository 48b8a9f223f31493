-- A code by SMS that was asked for. It is derived from the id with a key that the database does not have.
create table sms_codes (
  id uuid primary key default gen_random_uuid(),
  user_id integer not null references users (id) on delete cascade,
  -- Null when the factor is gone; the row still counts.
  factor_id bigint references factors (id) on delete set null,
  phone text not null,
  -- What it is for: it shows the factor there and nowhere else.
  purpose text not null,
  -- From where it was asked for.
  network text,
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create index sms_codes_factor_id on sms_codes (factor_id, created_at);
create index sms_codes_phone on sms_codes (phone, created_at);
create index sms_codes_user_id on sms_codes (user_id, created_at);
create index sms_codes_network on sms_codes (network, created_at);
create index sms_codes_created_at on sms_codes (created_at);
