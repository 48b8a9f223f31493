-- The number that a user wants to have waits for the code that was sent there. Of several wishes the last counts.
create table phone_changes (
  user_id integer primary key references users (id) on delete cascade,
  phone text not null,
  failures integer not null default 0,
  created_at timestamptz not null default now()
);
create index phone_changes_created_at on phone_changes (created_at);
