-- When a user was last mailed a link to set a new password, so that of any number of requests at once one is mailed.
create table reset_mails (
  user_id integer primary key references users (id) on delete cascade,
  requested_at timestamptz not null
);
