-- Somebody has lost the second factor. Each time that they ask for help is counted, also for accounts that there are not.
create table recovery_requests (
  id integer generated always as identity primary key,
  user_id integer references users (id) on delete cascade,
  network text,
  -- Whether it has a link mailed; of many in a row few do.
  is_mailed boolean not null,
  created_at timestamptz not null default now()
);
create index recovery_requests_user_id on recovery_requests (user_id, created_at) where is_mailed;
create index recovery_requests_network on recovery_requests (network, created_at);
create index recovery_requests_created_at on recovery_requests (created_at);

-- What became of it once the mailed link was followed.
create table recoveries (
  id integer generated always as identity primary key,
  user_id integer not null references users (id) on delete cascade,
  status text not null default 'waiting'
    check (status in ('waiting', 'approved', 'completed', 'rejected', 'cancelled', 'expired')),
  -- Who followed the link: browser and platform, and the network.
  device text,
  network text,
  opened_at timestamptz not null default now(),
  decided_by integer references users (id) on delete set null,
  decided_at timestamptz,
  note text,
  -- The end of the cool-down, and when its owner was told of it.
  due_at timestamptz,
  announced_at timestamptz,
  -- Until when something must have become of it.
  expires_at timestamptz not null,
  closed_at timestamptz,
  check ((status in ('waiting', 'approved')) = (closed_at is null)),
  check (status <> 'approved' or due_at is not null)
);
create unique index recoveries_one_open on recoveries (user_id) where closed_at is null;
create index recoveries_user_id on recoveries (user_id);
create index recoveries_decided_by on recoveries (decided_by) where decided_by is not null;
create index recoveries_status on recoveries (status, id);
create index recoveries_expires_at on recoveries (expires_at) where closed_at is null;
create index recoveries_due_at on recoveries (due_at) where status = 'approved' and announced_at is null;
create index recoveries_opened_at on recoveries (opened_at);

-- Links that were mailed; only hashes are stored.
create table recovery_links (
  token_hash text primary key,
  user_id integer not null references users (id) on delete cascade,
  purpose text not null check (purpose in ('recover', 'cancel')),
  -- The address that it proves; another one of the user's voids it.
  email text,
  -- Null until it is followed.
  recovery_id integer references recoveries (id) on delete cascade,
  expires_at timestamptz not null
);
create index recovery_links_user_id on recovery_links (user_id);
create index recovery_links_recovery_id on recovery_links (recovery_id) where recovery_id is not null;
create index recovery_links_expires_at on recovery_links (expires_at);
