-- Making and dropping partitions holds nobody up, whatever reads meanwhile (docs/decisions/0013). The two functions keep
-- their names and arguments: processes of before call them too, and are served as well.

create view partitions as
  select p.name as parent, p.step, c.relname::text as partition,
    bound.at[1]::timestamptz as from_at, bound.at[2]::timestamptz as to_at
  from partitioned_tables p
  join pg_inherits i on i.inhparent = to_regclass(p.name)
  join pg_class c on c.oid = i.inhrelid
  cross join lateral (
    select regexp_match(pg_get_expr(c.relpartbound, c.oid), $$FROM \('(.+?)'\) TO \('(.+?)'\)$$) as at
  ) bound
  where bound.at is not null; -- the default partition has no bounds
revoke insert, update, delete on partitions from antrean_app;

-- Until when there are partitions without a gap from now on, for each table.
create view partition_horizon as
  with recursive covered (parent, until) as (
    select p.name, now() from partitioned_tables p
    union
    select c.parent, p.to_at from covered c
    join partitions p on p.parent = c.parent and p.from_at <= c.until and p.to_at > c.until
  )
  select parent, max(until) as until from covered group by parent;
revoke insert, update, delete on partition_horizon from antrean_app;

-- Made beside the table, filled with what of its time lies in the default partition, and only then attached: that takes
-- no lock on the table that readers or writers would mind. The default partition is locked, which nobody writes to
-- while all is well. Whoever calls has set lock_timeout and holds the
-- partitioned table in SHARE UPDATE EXCLUSIVE, so that one is made at a time.
create function attach_partition(parent text, partition text, from_at timestamptz, to_at timestamptz)
returns integer language plpgsql set search_path = public, pg_temp as $$
declare
  stray text := parent || '_default';
  key text := (regexp_match(pg_get_partkeydef(to_regclass(parent)), '\((.+)\)'))[1];
  columns text := (
    select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
    where a.attrelid = to_regclass(parent) and a.attnum > 0 and not a.attisdropped);
  any_stray boolean;
  moved integer := 0;
begin
  if exists (
    select from partitions p
    where p.parent = attach_partition.parent and p.from_at < attach_partition.to_at and p.to_at > attach_partition.from_at
  ) then
    return 0; -- another process made it a moment ago
  end if;
  execute format('create table %I (like %I including all excluding identity)', partition, parent);
  execute format('revoke insert, update, delete on %I from antrean_app', partition);
  execute format('lock table only %I in access exclusive mode', stray);
  execute format('select exists (select from %I where %s >= $1 and %2$s < $2)', stray, key)
    into any_stray using from_at, to_at;
  if any_stray then
    -- The audit trail refuses that lines go, and these do not: they only move.
    execute format('alter table %I disable trigger user', stray);
    execute format(
      'with moved as (delete from %1$I where %2$s >= $1 and %2$s < $2 returning %3$s) insert into %4$I (%3$s) select %3$s from moved',
      stray, key, columns, partition) using from_at, to_at;
    get diagnostics moved = row_count;
    execute format('alter table %I enable trigger user', stray);
  end if;
  execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, partition, from_at, to_at);
  return moved;
end $$;

drop function ensure_partition;
-- Whether there is a partition for that time now. False when its moment has not come: somebody who reads holds the
-- default partition, or more rows lie in it than can be moved at once. Then ask again later.
create function ensure_partition(parent text, partition text, from_at timestamptz, to_at timestamptz)
returns boolean language plpgsql security definer
set search_path = public, pg_temp set lock_timeout = '100ms' set timezone = 'UTC' as $$
declare
  key text := (regexp_match(pg_get_partkeydef(to_regclass(parent)), '\((.+)\)'))[1];
  strays integer;
begin
  if not exists (select from partitioned_tables p where p.name = parent) then
    raise exception '% is not in partitioned_tables', parent;
  end if;
  if exists (
    select from partitions p
    where p.parent = ensure_partition.parent and p.from_at < ensure_partition.to_at and p.to_at > ensure_partition.from_at
  ) then
    return true;
  end if;
  -- Before anything is read: who has read the default partition and then waits here would block its lock.
  execute format('lock table only %I in share update exclusive mode', parent);
  execute format('select count(*) from (select from %I where %s >= $1 and %2$s < $2 limit 5001) s', parent || '_default', key)
    into strays using from_at, to_at;
  if strays > 5000 then
    return false; -- move_stray_rows does it, piece by piece
  end if;
  perform attach_partition(parent, partition, from_at, to_at);
  return true;
exception
  when lock_not_available then
    return false;
end $$;

-- Moves the oldest rows of the default partition into one of their own, about as many as `batch`, and returns how
-- many: 0 when there are none, null when somebody who reads holds the table. A day or month that has more rows gets
-- them in several partitions that follow each other, because no row may be hidden, even for a moment, while others move.
create function move_stray_rows(parent text, batch integer)
returns integer language plpgsql security definer
set search_path = public, pg_temp set lock_timeout = '100ms' set timezone = 'UTC' as $$
declare
  unit text := (select p.step from partitioned_tables p where p.name = parent);
  key text := (regexp_match(pg_get_partkeydef(to_regclass(parent)), '\((.+)\)'))[1];
  oldest timestamptz;
  period timestamptz;
  from_at timestamptz;
  to_at timestamptz;
  cut timestamptz;
begin
  if unit is null then
    raise exception '% is not in partitioned_tables', parent;
  end if;
  execute format('lock table only %I in share update exclusive mode', parent);
  execute format('select min(%s) from %I', key, parent || '_default') into oldest;
  if oldest is null then
    return 0;
  end if;
  period := date_trunc(unit, oldest);
  select greatest(period, max(p.to_at)) into from_at from partitions p
    where p.parent = move_stray_rows.parent and p.to_at <= oldest;
  select least(period + ('1 ' || unit)::interval, min(p.from_at)) into to_at from partitions p
    where p.parent = move_stray_rows.parent and p.from_at > oldest;
  execute format('select %s from %I where %1$s > $1 and %1$s < $2 order by %1$s offset $3 limit 1', key, parent || '_default')
    into cut using oldest, to_at, batch;
  return attach_partition(
    parent,
    parent || to_char(from_at, case
      when (from_at, coalesce(cut, to_at)) <> (period, period + ('1 ' || unit)::interval) then '_YYYYMMDD_HH24MISSUS'
      when unit = 'day' then '_YYYYMMDD' else '_YYYYMM' end),
    from_at, coalesce(cut, to_at));
exception
  when lock_not_available then
    return null;
end $$;

drop function drop_partition;
-- Whether the partition is gone. False when somebody who reads holds the table: those who write wait behind us for no
-- longer than lock_timeout. Then ask again later.
create function drop_partition(parent text, partition text)
returns boolean language plpgsql security definer
set search_path = public, pg_temp set lock_timeout = '100ms' as $$
begin
  if parent not in ('outbox_events', 'outbox_jobs') or not exists (
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

revoke execute on function attach_partition, ensure_partition, move_stray_rows, drop_partition from public;
grant execute on function ensure_partition, move_stray_rows, drop_partition to antrean_app;
