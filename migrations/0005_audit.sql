-- The audit trail (seed 003 names the table). Written by the audit consumer alone, in batches, once per event.
create table log_audit_trail (
  id bigint generated always as identity,
  at timestamptz not null,
  event_id uuid not null,
  seq bigint not null,
  action text not null,
  subject text,
  detail text not null,
  user_id integer,
  correlation_id text,
  primary key (id, at),
  unique (event_id, at)
) partition by range (at);
create index log_audit_trail_subject on log_audit_trail (subject, id) where subject is not null;
create index log_audit_trail_action on log_audit_trail (action, id desc);
create index log_audit_trail_user_id on log_audit_trail (user_id, id desc);
create index log_audit_trail_at on log_audit_trail (at desc, id desc);
create extension if not exists pg_trgm;
create index log_audit_trail_search on log_audit_trail using gin ((action || ' ' || detail) gin_trgm_ops);
create table log_audit_trail_default partition of log_audit_trail default;
insert into partitioned_tables values ('log_audit_trail', 'month', 2);
