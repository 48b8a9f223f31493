-- Tokens for programs and machines. Of the token itself a hash is kept; it has 256 random bits, so that a fast one will
-- do. Without a subject it acts for who made it, with some of what they may do.
create table api_tokens (
  id uuid primary key default gen_random_uuid(),
  token_hash bytea not null unique,
  name text not null,
  abilities text[] not null,
  -- The thing that a device's token is of, such as a machine, by kind and id.
  subject_kind text,
  subject_id integer,
  created_by integer not null references users (id) on delete cascade,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  -- When it is over; a revocation brings it forward.
  expires_at timestamptz not null,
  revoked_at timestamptz,
  check (num_nonnulls(subject_kind, subject_id) in (0, 2))
);
create index api_tokens_created_by on api_tokens (created_by, expires_at);
create index api_tokens_subject on api_tokens (subject_kind, subject_id) where subject_kind is not null;
create index api_tokens_expires_at on api_tokens (expires_at);
