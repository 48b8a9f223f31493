-- Every event has a stream, by which a consumer walks over what concerns it and not over the rest (docs/decisions/0025).
-- It is written with the number: who publishes pays nothing for it, and what old processes publish has one too.
--
-- `*` is the stream of what is declared nowhere yet, and of what is older than this column. Every consumer reads it.
alter table outbox_events add column stream text collate "C" not null default '*';
create index outbox_events_stream on outbox_events (stream, seq) where seq is not null;

-- Which stream an event belongs to, as the workers declare it when they start. An event that moves gets a row more: what
-- was written before stays where it is, and is found by both.
create table outbox_event_streams (
  event text not null,
  stream text collate "C" not null,
  id bigint generated always as identity,
  primary key (event, stream)
);

drop function outbox_number_events;
-- Gives the next events their seq, and their streams. One relay at a time: whoever finds the head locked leaves it to the
-- other. Each statement sees what has been committed up to then, so a row that became visible late is numbered late.
create function outbox_number_events(batch integer)
returns table (first_seq bigint, last_seq bigint, names text[]) language plpgsql as $$
declare
  head bigint;
  numbered bigint;
  numbered_names text[];
begin
  select h.last_seq into head from outbox_head h for update skip locked;
  if not found then
    return;
  end if;
  with picked as (
    select p.id, p.at, row_number() over (order by p.id) as place
    from (select e.id, e.at from outbox_events e where e.seq is null order by e.id limit batch) p
  ), given as (
    update outbox_events e set seq = head + picked.place, stream = coalesce(
      (select s.stream from outbox_event_streams s where s.event = e.name order by s.id desc limit 1), '*')
    from picked where e.id = picked.id and e.at = picked.at
    returning e.name
  )
  select count(*), array_agg(distinct given.name) into numbered, numbered_names from given;
  if numbered = 0 then
    return;
  end if;
  update outbox_head h set last_seq = head + numbered;
  return query select head + 1, head + numbered, numbered_names;
end $$;

-- What a consumer has not had of the streams that concern it, and how far that is all there is. Its cursor stays locked
-- until the transaction ends. `passed` are the events that this consumer is known not to read: a stream that holds any
-- other, such as one that a newer version declared, may concern it.
--
-- The end of the log comes first: whatever is numbered up to there was committed, and so was its stream, when the streams
-- are looked up after it.
create function outbox_take_stream_events(consumer_name text, passed text[], batch integer)
returns table (delivered bigint, up_to bigint, event outbox_events) language plpgsql as $$
declare
  place bigint;
  head bigint;
begin
  select c.delivered_seq into place from outbox_cursors c where c.consumer = consumer_name for update;
  if not found then
    raise exception 'consumer "%" has no cursor', consumer_name;
  end if;
  select h.last_seq into head from outbox_head h;
  return query
    with streams as (
      select '*' collate "C" as stream
      union select s.stream from outbox_event_streams s where s.event <> all (passed)
    ), found as (
      select o.event, o.seq from streams s cross join lateral (
        -- Compared as a pair, so that nothing but the index of streams can serve: the planner must not walk the log.
        select e as event, e.seq from outbox_events e
        where (e.stream, e.seq) > (s.stream, place) and (e.stream, e.seq) <= (s.stream, head) and e.seq is not null
        order by e.stream, e.seq limit batch
      ) o
      order by o.seq limit batch
    )
    select place, head, f.event from (select) one left join found f on true order by f.seq;
end $$;
