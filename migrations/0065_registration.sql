-- Who registers is no user before the address has been proven: what they typed waits here. Several may wait with one
-- address, because anybody can type it; each has its own link, and the first that is followed wins.
create table registrations (
  id integer generated always as identity primary key,
  email text not null,
  full_name text not null,
  phone text,
  password_hash text not null,
  language text not null check (language in ('id', 'en')),
  created_at timestamptz not null default now()
);
create index registrations_email on registrations (lower(email), created_at);
create index registrations_created_at on registrations (created_at);

-- An address is changed when the new one has been proven; the old one can take the change back.
create table email_changes (
  id integer generated always as identity primary key,
  user_id integer not null references users (id) on delete cascade,
  old_email text,
  new_email text not null,
  created_at timestamptz not null default now(),
  confirmed_at timestamptz,
  undone_at timestamptz
);
create index email_changes_user_id on email_changes (user_id, id);
create index email_changes_created_at on email_changes (created_at);

-- Links that were mailed; only hashes are stored.
create table address_links (
  token_hash text primary key,
  purpose text not null check (purpose in ('registration', 'email-change', 'email-undo')),
  registration_id integer references registrations (id) on delete cascade,
  email_change_id integer references email_changes (id) on delete cascade,
  expires_at timestamptz not null,
  check (num_nonnulls(registration_id, email_change_id) = 1)
);
create index address_links_registration_id on address_links (registration_id) where registration_id is not null;
create index address_links_email_change_id on address_links (email_change_id) where email_change_id is not null;
create index address_links_expires_at on address_links (expires_at);
