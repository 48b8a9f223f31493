-- What became of machines: each report that said something new, and each change of a status, whatever it came from.
create table rvm_history (
  id bigint generated always as identity,
  rvm_id integer not null,
  at timestamptz not null default now(),
  cause text not null,
  status text not null,
  -- Null when the status stayed.
  previous_status text,
  -- What the machine said; null when it did not speak, or only gave a sign of life.
  reported_status text,
  fill_percent smallint,
  counters jsonb,
  -- What the counters have grown by. Where one went backwards it is what it has counted since, and `counters_reset` says so.
  deltas jsonb,
  counters_reset boolean not null default false,
  message text,
  seq bigint,
  reported_at timestamptz,
  -- It came behind a report with a higher seq, and changed nothing.
  is_late boolean not null default false,
  -- The user who did it.
  actor_id integer,
  primary key (id, at)
) partition by range (at);
create index rvm_history_rvm_id on rvm_history (rvm_id, at desc, id desc);
create table rvm_history_default partition of rvm_history default;
revoke insert, update, delete on rvm_history_default from antrean_app;
revoke update, delete on rvm_history from antrean_app;

-- Whether partitions that are old enough may be dropped by the processes.
alter table partitioned_tables add column droppable boolean not null default false;
update partitioned_tables set droppable = true where name in ('outbox_events', 'outbox_jobs');
insert into partitioned_tables (name, step, ahead, droppable) values ('rvm_history', 'month', 1, true);

create or replace function drop_partition(parent text, partition text)
returns boolean language plpgsql security definer
set search_path = public, pg_temp set lock_timeout = '100ms' as $$
begin
  if not exists (select from partitioned_tables p where p.name = parent and p.droppable) or not exists (
    select from pg_inherits i where i.inhparent = to_regclass(parent) and i.inhrelid = to_regclass(quote_ident(partition))
  ) then
    raise exception '% is not a partition that may be dropped here', partition using errcode = 'insufficient_privilege';
  end if;
  execute format('drop table %I', partition);
  return true;
exception
  when lock_not_available then
    return false;
end $$;
