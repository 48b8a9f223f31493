-- What a browser is to sign with a passkey. It works once and for five minutes.
create table passkey_challenges (
  challenge text primary key,
  -- Who registers one; null for a login, of which nobody knows yet whose it is.
  user_id integer references users (id) on delete cascade,
  expires_at timestamptz not null
);
create index passkey_challenges_user_id on passkey_challenges (user_id);
create index passkey_challenges_expires_at on passkey_challenges (expires_at);
