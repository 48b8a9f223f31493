-- The list of users is searched for a part of any of these, as `user.queries.ts` writes it.
create index users_search on users using gin (
  (coalesce(nik || ' ', '') || coalesce(username || ' ', '') || coalesce(email || ' ', '') || full_name) gin_trgm_ops
);
