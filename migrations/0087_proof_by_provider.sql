-- Whether who is away at a provider's proves a session by it instead of linking it.
alter table oauth_flows add column proves boolean not null default false;
