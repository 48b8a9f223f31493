-- What a user has besides the password: an authenticator app, a phone, codes on paper. Of each kind one counts, and one
-- may wait for its confirmation beside it.
create table factors (
  id bigint generated always as identity primary key,
  user_id integer not null references users (id) on delete cascade,
  kind text not null check (kind in ('totp', 'sms', 'backup')),
  -- Of an authenticator app: encrypted with a key that the database does not have.
  secret bytea,
  -- Of a phone: E.164.
  phone text,
  -- The last time step of which a code was taken: none counts twice.
  last_step bigint not null default 0,
  created_at timestamptz not null default now(),
  confirmed_at timestamptz,
  failures integer not null default 0,
  failed_at timestamptz,
  check ((kind = 'totp') = (secret is not null)),
  check ((kind = 'sms') = (phone is not null))
);
create unique index factors_one_confirmed on factors (user_id, kind) where confirmed_at is not null;
create unique index factors_one_pending on factors (user_id, kind) where confirmed_at is null;
create index factors_pending_since on factors (created_at) where confirmed_at is null;

create table backup_codes (
  user_id integer not null references users (id) on delete cascade,
  -- Keyed with a key that the database does not have.
  code_hash text not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);

create table passkeys (
  id uuid primary key,
  user_id integer not null references users (id) on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkeys_user_id on passkeys (user_id);

-- A login whose password (or another proof) was right and whose second factor is awaited.
create table pending_logins (
  token_hash text primary key,
  user_id integer not null references users (id) on delete cascade,
  way text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index pending_logins_user_id on pending_logins (user_id);
create index pending_logins_expires_at on pending_logins (expires_at);
