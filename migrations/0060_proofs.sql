-- When the owner of a session last proved who they are. A login is a proof, also one by a process of an earlier version.
alter table sessions add column proven_at timestamptz;
update sessions set proven_at = created_at;
alter table sessions alter column proven_at set default now(), alter column proven_at set not null;
