-- With whom of another service a user comes in. Unlinked ones stay, so that a verified address does not link them again
-- behind their owner's back.
create table identities (
  provider text not null check (provider in ('google', 'facebook', 'apple')),
  -- By what the provider knows them; it stays when their address changes.
  subject text not null check (length(subject) between 1 and 255),
  user_id integer not null references users (id) on delete cascade,
  -- The address there, by which their owner recognises them; it decides nothing here.
  email text,
  -- Linked while the user's own address was nobody's for certain. Once its owner has proven it, this opens nothing more:
  -- whoever linked it may have been somebody else.
  before_proof boolean not null default false,
  linked_at timestamptz not null default now(),
  last_used_at timestamptz,
  unlinked_at timestamptz,
  primary key (provider, subject)
);
create unique index identities_one_of_each on identities (user_id, provider) where unlinked_at is null;
create index identities_user_id on identities (user_id);

-- Who is away at a provider's, and what shall become of them when they are back. The values that only their browser and
-- the provider know are kept as hashes, or not at all.
create table oauth_flows (
  state_hash text primary key,
  browser_hash text not null,
  provider text not null,
  network text not null,
  -- Who links, and in which session; null for who logs in.
  user_id integer references users (id) on delete cascade,
  session_id uuid,
  return_to text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  check ((user_id is null) = (session_id is null))
);
create index oauth_flows_expires_at on oauth_flows (expires_at);
create index oauth_flows_network on oauth_flows (network, expires_at);
create index oauth_flows_user_id on oauth_flows (user_id) where user_id is not null;
