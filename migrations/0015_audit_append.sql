-- The trail is appended to through one function, a batch at a time: it costs half of what a trigger per line did,
-- and nobody but the function can choose a line's place (docs/decisions/0009). The hashes are what they were.

drop trigger chain_audit_line on log_audit_trail;
drop function chain_audit_line;
revoke insert on log_audit_trail from antrean_app;

-- Names come in all scripts; and the hashes are over UTF-8, in which the database then has its texts already.
do $$
begin
  if getdatabaseencoding() <> 'UTF8' then
    raise exception 'the encoding of this database is %, and Antrean needs UTF8', getdatabaseencoding()
      using hint = 'Create it with: create database … encoding ''UTF8'' template template0';
  end if;
end $$;

-- A netstring: no two lists of texts have the same bytes, whatever is in them; `-` is null. Declared stable, as what it
-- calls is, so that PostgreSQL puts it into the query instead of calling it: 3 µs per line instead of 14.
create function audit_netstring(part text) returns text language sql stable parallel safe
  return coalesce(octet_length(part) || ':' || part || ',', '-,');

create function audit_chain_step(state bytea, before bytea, line text) returns bytea
language plpgsql immutable parallel safe as $$
begin
  return sha256(coalesce(state, before) || convert_to(line, 'UTF8'));
end $$;
-- As a window: the hash of every line, each over the one before it; the first over the hash `before`.
create aggregate audit_chain_hash(before bytea, line text) (sfunc = audit_chain_step, stype = bytea);

-- Who opens a month while another one opens it, or any other, waits for that one's commit and looks again.
create or replace function open_audit_chain(month text) returns audit_heads language plpgsql as $$
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
    begin
      insert into audit_heads values (
        month, coalesce(previous.opening, 0) + 1, previous.chain, previous.last_seq, previous.last_hash, 0,
        sha256(convert_to(audit_netstring('antrean audit chain 1') || audit_netstring(month)
          || audit_netstring((coalesce(previous.opening, 0) + 1)::text) || audit_netstring(previous.chain)
          || audit_netstring(previous.last_seq::text) || audit_netstring(encode(previous.last_hash, 'hex')), 'UTF8')))
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
drop function audit_chain_end;
drop function audit_bytes;

-- Opening a month is now no trigger's work. Heads still move with the lines and in no other way, and a head of a month
-- without lines is found by the proof.
drop trigger refuse_audit_change on audit_heads;
create trigger refuse_audit_change before update or delete on audit_heads
  for each row when (pg_trigger_depth() = 0) execute function refuse_audit_change();

-- Lines as objects {at, event_id, seq, action, subject, detail, user_id, correlation_id}. Each gets the next place in
-- the chain of its month, in the order of `seq`; events that are in the trail already are passed over. The heads
-- stay locked until the transaction ends, so that there is one next line; the trigger move_audit_heads moves them.
create function append_audit_lines(lines jsonb) returns void language plpgsql security definer
set search_path = public, pg_temp as $$
declare
  batch log_audit_trail[] := array(select l from jsonb_populate_recordset(null::log_audit_trail, lines) l);
  month text;
  head audit_heads;
  known uuid[];
begin
  for month in
    select distinct to_char(l.at at time zone 'UTC', 'YYYY-MM') from unnest(batch) l order by 1
  loop
    head := open_audit_chain(month);
    -- Looked up when the head is ours: until then another one may be writing them.
    known := array(
      select t.event_id from log_audit_trail t
      where t.event_id = any (array(select l.event_id from unnest(batch) l))
        and t.at between (select min(l.at) from unnest(batch) l) and (select max(l.at) from unnest(batch) l));
    insert into log_audit_trail (id, at, event_id, seq, action, subject, detail, user_id, correlation_id,
      chain, chain_seq, hash)
    overriding system value
    select l.id, l.at, l.event_id, l.seq, l.action, l.subject, l.detail, l.user_id, l.correlation_id, month, l.place,
      audit_chain_hash(head.last_hash, audit_netstring(month) || audit_netstring(l.place::text)
        || audit_netstring(l.id::text) || audit_netstring(trim_scale(extract(epoch from l.at) * 1000000)::text)
        || audit_netstring(l.event_id::text) || audit_netstring(l.seq::text) || audit_netstring(l.action)
        || audit_netstring(l.subject) || audit_netstring(l.detail) || audit_netstring(l.user_id::text)
        || audit_netstring(l.correlation_id)) over (order by l.place)
    from (
      select n.*, nextval('log_audit_trail_id_seq') as id, head.last_seq + row_number() over () as place
      from (
        select b.at, b.event_id, b.seq, b.action, b.subject, b.detail, b.user_id, b.correlation_id
        from unnest(batch) b
        where to_char(b.at at time zone 'UTC', 'YYYY-MM') = month and b.event_id <> all (known)
        order by b.seq
      ) n
    ) l;
  end loop;
end $$;
revoke execute on function open_audit_chain, append_audit_lines from public;
grant execute on function append_audit_lines to antrean_app;
