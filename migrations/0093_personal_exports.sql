-- What is kept about somebody, put into a file that they asked for: the last one of each user.
create table personal_exports (
  user_id integer primary key references users (id) on delete cascade,
  -- Of this wish: what works for an earlier one changes nothing any more.
  id uuid not null unique,
  status text not null check (status in ('pending', 'ready', 'failed')),
  requested_at timestamptz not null default now(),
  finished_at timestamptz,
  -- Then the row goes, and the file with it.
  expires_at timestamptz,
  file_key text unique,
  file_name text,
  size bigint,
  sha256 text,
  check ((status = 'ready') = (file_key is not null)),
  check ((status = 'pending') = (expires_at is null))
);
create index personal_exports_expires_at on personal_exports (expires_at) where expires_at is not null;
