-- The audit trail proves itself: every line carries the hash of the line before it (docs/decisions/0009).

-- One chain per month of `at` in UTC. A chain begins with the head that the chain opened before it had at that moment.
create table audit_heads (
  chain text collate "C" primary key,
  opening integer not null unique,
  previous_chain text,
  previous_seq bigint,
  previous_hash bytea,
  last_seq bigint not null,
  last_hash bytea not null
) with (fillfactor = 20);

alter table log_audit_trail
  add column chain text collate "C",
  add column chain_seq bigint,
  add column hash bytea,
  add unique (chain, chain_seq, at);

-- Netstrings: no two lists of texts have the same bytes, whatever is in them; `-` is null.
create function audit_bytes(variadic parts text[]) returns bytea language sql immutable parallel safe as $$
  select convert_to(
    string_agg(coalesce(octet_length(convert_to(part, 'UTF8')) || ':' || part, '-') || ',', '' order by place), 'UTF8')
  from unnest(parts) with ordinality as p (part, place)
$$;

-- The head as it is with the lines that the running statement has written; the table learns of them at its end.
create function audit_chain_end(head audit_heads) returns audit_heads language plpgsql as $$
declare
  month_from timestamptz := (head.chain || '-01')::timestamp at time zone 'UTC';
  last record;
begin
  select t.chain_seq, t.hash into last from log_audit_trail t
  where t.chain = head.chain and t.chain_seq > head.last_seq
    and t.at >= month_from and t.at < month_from + interval '1 month'
  order by t.chain desc, t.chain_seq desc limit 1;
  if found then
    head.last_seq := last.chain_seq;
    head.last_hash := last.hash;
  end if;
  return head;
end $$;

-- Who opens a month while another one opens it, or any other, waits for that one's commit and looks again.
create function open_audit_chain(month text) returns audit_heads language plpgsql as $$
declare
  head audit_heads;
  previous audit_heads;
begin
  for attempt in 1..20 loop
    select * into head from audit_heads h where h.chain = month for update;
    if found then
      return head;
    end if;
    select * into previous from audit_heads h order by h.opening desc limit 1;
    if found then
      previous := audit_chain_end(previous);
    end if;
    begin
      insert into audit_heads values (
        month, coalesce(previous.opening, 0) + 1, previous.chain, previous.last_seq, previous.last_hash, 0,
        sha256(audit_bytes('antrean audit chain 1', month, (coalesce(previous.opening, 0) + 1)::text,
          previous.chain, previous.last_seq::text, encode(previous.last_hash, 'hex'))))
      returning * into head;
      return head;
    exception
      when unique_violation then
        null; -- somebody was faster
    end;
  end loop;
  raise exception 'the chain of % cannot be opened, because others keep opening chains; try again', month
    using errcode = 'serialization_failure';
end $$;

-- Gives a line its place. The head stays locked until the transaction ends, so that there is one next line.
create function chain_audit_line() returns trigger language plpgsql security definer
set search_path = public, pg_temp set enable_seqscan = off set enable_sort = off as $$
declare
  month text := to_char(new.at at time zone 'UTC', 'YYYY-MM');
  head audit_heads;
begin
  select * into head from audit_heads h where h.chain = month for update;
  if not found then
    head := open_audit_chain(month);
  end if;
  if exists (select from log_audit_trail t where t.event_id = new.event_id and t.at = new.at) then
    return null; -- the event was delivered before
  end if;
  head := audit_chain_end(head);
  new.chain := month;
  new.chain_seq := head.last_seq + 1;
  new.hash := sha256(head.last_hash || audit_bytes(
    new.chain, new.chain_seq::text, new.id::text, trim_scale(extract(epoch from new.at) * 1000000)::text,
    new.event_id::text, new.seq::text, new.action, new.subject, new.detail, new.user_id::text, new.correlation_id));
  return new;
end $$;
create trigger chain_audit_line before insert on log_audit_trail
  for each row execute function chain_audit_line();

-- Once per statement: a row that is updated thousands of times in one transaction becomes slow.
create function move_audit_heads() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update audit_heads h set last_seq = l.chain_seq, last_hash = l.hash
  from (select distinct on (chain) chain, chain_seq, hash from added order by chain, chain_seq desc) l
  where h.chain = l.chain;
  return null;
end $$;
create trigger move_audit_heads after insert on log_audit_trail
  referencing new table as added for each statement execute function move_audit_heads();

-- Lines of before there was a chain get their places in the order in which they were written.
create temporary table unchained on commit drop as
  select id, at, event_id, seq, action, subject, detail, user_id, correlation_id from log_audit_trail;
delete from log_audit_trail;
insert into log_audit_trail (id, at, event_id, seq, action, subject, detail, user_id, correlation_id)
  overriding system value select * from unchained order by seq, id;

alter table log_audit_trail
  alter column chain set not null,
  alter column chain_seq set not null,
  alter column hash set not null;

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only: % of % is refused', lower(tg_op), tg_table_name
    using errcode = 'insufficient_privilege', hint = 'A correction is a new event. See docs/decisions/0009.';
end $$;
create trigger refuse_audit_change before update or delete on log_audit_trail
  for each row execute function refuse_audit_change();
create trigger refuse_audit_truncate before truncate on log_audit_trail
  for each statement execute function refuse_audit_change();
create trigger refuse_audit_truncate before truncate on log_audit_trail_default
  for each statement execute function refuse_audit_change();
-- The heads move with the lines, from inside of their trigger, and in no other way.
create trigger refuse_audit_change before insert or update or delete on audit_heads
  for each row when (pg_trigger_depth() = 0) execute function refuse_audit_change();
create trigger refuse_audit_truncate before truncate on audit_heads
  for each statement execute function refuse_audit_change();

-- What the processes need in production, where they do not own the tables. Logins are made members of it.
do $$
begin
  if not exists (select from pg_roles where rolname = 'antrean_app') then
    create role antrean_app nologin;
  end if;
exception
  when duplicate_object or unique_violation then
    null; -- another database of this server made it a moment ago
  when insufficient_privilege then
    raise exception 'the role antrean_app is missing, and the owner of this database may not create roles'
      using hint = 'Run as an administrator of the server: create role antrean_app nologin. Then migrate again.';
end $$;
grant usage on schema public to antrean_app;
grant select, insert, update, delete on all tables in schema public to antrean_app;
grant usage, select on all sequences in schema public to antrean_app;
alter default privileges in schema public grant select, insert, update, delete on tables to antrean_app;
alter default privileges in schema public grant usage, select on sequences to antrean_app;
revoke insert, update, delete on audit_heads from antrean_app;
revoke update, delete on log_audit_trail from antrean_app;
revoke insert, update, delete on partitioned_tables from antrean_app;

-- Partitions are written through their tables. Making and dropping them is the owner's right, lent by these functions.
do $$
declare
  partition regclass;
begin
  for partition in
    select i.inhrelid from pg_inherits i join partitioned_tables p on i.inhparent = to_regclass(p.name)
  loop
    execute format('revoke insert, update, delete on %s from antrean_app', partition);
  end loop;
end $$;

create or replace function ensure_partition(parent text, partition text, from_at timestamptz, to_at timestamptz)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from partitioned_tables p where p.name = parent) then
    raise exception '% is not in partitioned_tables', parent;
  end if;
  if to_regclass(partition) is null then
    execute format('create table %I partition of %I for values from (%L) to (%L)', partition, parent, from_at, to_at);
    execute format('revoke insert, update, delete on %I from antrean_app', partition);
  end if;
exception
  when duplicate_table then
    null; -- another process made it a moment ago
  when check_violation then
    null; -- rows of that time lie in the default partition already, and stay there
end $$;

create function drop_partition(parent text, partition text)
returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if parent not in ('outbox_events', 'outbox_jobs') or not exists (
    select from pg_inherits i where i.inhparent = to_regclass(parent) and i.inhrelid = to_regclass(quote_ident(partition))
  ) then
    raise exception '% is not a partition that may be dropped here', partition using errcode = 'insufficient_privilege';
  end if;
  execute format('drop table %I', partition);
end $$;
revoke execute on function ensure_partition, drop_partition, audit_chain_end, open_audit_chain, chain_audit_line, move_audit_heads from public;
grant execute on function ensure_partition, drop_partition to antrean_app;
