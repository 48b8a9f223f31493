-- Numbers such as PM-20251001-001: one counter row per series and business day.
create table number_series (
  series text not null,
  business_date date not null,
  value integer not null,
  primary key (series, business_date)
) with (fillfactor = 50);

create function ensure_partition(parent text, partition text, from_at timestamptz, to_at timestamptz)
returns void language plpgsql as $$
begin
  if to_regclass(partition) is null then
    execute format('create table %I partition of %I for values from (%L) to (%L)', partition, parent, from_at, to_at);
  end if;
exception
  when duplicate_table then
    null; -- another process made it a moment ago
  when check_violation then
    null; -- rows of that time lie in the default partition already, and stay there
end $$;

-- Tables that are partitioned by time: how wide their partitions are and how many are kept ready ahead.
create table partitioned_tables (
  name text primary key,
  step text not null check (step in ('day', 'month')),
  ahead integer not null
);
insert into partitioned_tables values ('outbox_events', 'day', 3), ('outbox_jobs', 'month', 1);

-- The event log. A row is written with the change that it tells of; `seq` is given afterwards, without gaps,
-- in an order that respects what happened first to one and the same thing (docs/decisions/0002).
create table outbox_events (
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  at timestamptz not null default now(),
  name text not null,
  version integer not null,
  payload jsonb not null,
  actor_id bigint,
  correlation_id text,
  seq bigint,
  primary key (id, at)
) partition by range (at);
create index outbox_events_unnumbered on outbox_events (id) where seq is null;
create index outbox_events_seq on outbox_events (seq);
create table outbox_events_default partition of outbox_events default;

create table outbox_head (
  only_row boolean primary key default true check (only_row),
  last_seq bigint not null default 0,
  redis_epoch text
) with (fillfactor = 50);
insert into outbox_head default values;

-- How far each consumer of the log has come. Its effects and its cursor move in one transaction.
create table outbox_cursors (
  consumer text primary key,
  delivered_seq bigint not null,
  moved_at timestamptz not null default now()
) with (fillfactor = 50);

-- Events that a consumer could not take; it went on without them.
create table outbox_event_failures (
  consumer text not null,
  seq bigint not null,
  attempts integer not null default 0,
  dead boolean not null default false,
  error text not null,
  at timestamptz not null default now(),
  primary key (consumer, seq)
);

create table outbox_jobs (
  id bigint generated always as identity,
  uid uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now(),
  queue text not null,
  name text not null,
  version integer not null,
  payload jsonb not null,
  state text not null default 'pending' check (state in ('pending', 'enqueued', 'done', 'dead')),
  generation integer not null default 0,
  attempts integer not null default 0,
  -- Who is trying it right now, and until when that is believed without another sign of life.
  lease_id uuid,
  lease_until timestamptz,
  run_at timestamptz not null default now(),
  enqueued_at timestamptz,
  finished_at timestamptz,
  last_error text,
  actor_id bigint,
  correlation_id text,
  primary key (id, created_at)
) partition by range (created_at);
create index outbox_jobs_due on outbox_jobs (run_at, id) where state = 'pending';
create index outbox_jobs_enqueued on outbox_jobs (enqueued_at) where state = 'enqueued';
create index outbox_jobs_dead on outbox_jobs (finished_at) where state = 'dead';
create index outbox_jobs_uid on outbox_jobs (uid);
create table outbox_jobs_default partition of outbox_jobs default;

-- Gives the next events their seq. One relay at a time: whoever finds the head locked leaves it to the other.
-- Each statement sees what has been committed up to then, so a row that became visible late is numbered late.
create function outbox_number_events(batch integer)
returns table (first_seq bigint, last_seq bigint) language plpgsql as $$
declare
  head bigint;
  numbered bigint;
begin
  select h.last_seq into head from outbox_head h for update skip locked;
  if not found then
    return;
  end if;
  with picked as (
    select p.id, p.at, row_number() over (order by p.id) as place
    from (select e.id, e.at from outbox_events e where e.seq is null order by e.id limit batch) p
  )
  update outbox_events e set seq = head + picked.place
  from picked where e.id = picked.id and e.at = picked.at;
  get diagnostics numbered = row_count;
  if numbered = 0 then
    return;
  end if;
  update outbox_head h set last_seq = head + numbered;
  return query select head + 1, head + numbered;
end $$;

-- Work that recurs: whoever claims a due row enqueues its job and moves next_run_at, in one transaction.
create table schedules (
  name text primary key,
  next_run_at timestamptz not null,
  last_run_at timestamptz
);

create table idempotency_keys (
  user_id bigint not null,
  key text not null,
  request_hash text not null,
  status integer not null,
  response jsonb,
  created_at timestamptz not null default now(),
  primary key (user_id, key)
);
create index idempotency_keys_created_at on idempotency_keys (created_at);
