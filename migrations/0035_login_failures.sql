-- Failed logins are counted beside the user, not in its row: a mistyped password is no edit, and must not raise the
-- user's version. Each is counted where it came from (`device:…`, `network:…`, `session:…`), and those from networks
-- that the user never logged in from together (`strangers`), so that nobody locks the owner of an account out.
-- users.failed_logins and users.locked_until are what the version before counts with; they go with a later migration.
create table login_failures (
  user_id integer not null references users (id) on delete cascade,
  source text not null,
  failures integer not null,
  failed_at timestamptz not null,
  primary key (user_id, source)
);
create index login_failures_failed_at on login_failures (failed_at);

-- Is this a network that the user logs in from?
create index sessions_network on sessions (user_id, ip_prefix);
