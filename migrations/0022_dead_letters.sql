-- An event that a consumer set aside is kept with its failure, because its day of the log is dropped after three: it
-- can be replayed for as long as nobody has decided about it.
alter table outbox_event_failures
  add column first_at timestamptz not null default now(),
  add column event jsonb,
  add column subject text,
  -- Somebody asked for it to be delivered again; the consumer does so beside its log.
  add column replay_at timestamptz,
  add column resolved_at timestamptz;
create index outbox_event_failures_open on outbox_event_failures (consumer, seq) where resolved_at is null;

-- Jobs that are due and that this relay's worker knows, given as {name: newest known version}. What only a newer
-- worker knows is left to it. The one without names serves workers that were started before an upgrade.
create function outbox_claim_jobs(batch integer, known jsonb)
returns setof outbox_jobs language plpgsql as $$
begin
  return query
    with due as (
      select d.id, d.created_at from outbox_jobs d
      where d.state = 'pending' and d.run_at <= now() and d.version <= (known ->> d.name)::integer
      order by d.run_at, d.id limit batch for update skip locked
    )
    update outbox_jobs j set state = 'enqueued', generation = j.generation + 1, enqueued_at = now()
    from due where j.id = due.id and j.created_at = due.created_at
    returning j.*;
end $$;

-- What needs a person, events and jobs in one list. `waiting`: a consumer stands still before this event, because
-- the database refuses what it wrote about it; it goes on trying. `dead`: given up. `retrying`: to be replayed.
create view outbox_dead_letters as
select 'event:' || f.consumer || ':' || f.seq as id, 'event' as kind,
  case when f.replay_at is not null then 'retrying' when f.dead then 'dead' else 'waiting' end as state,
  coalesce(f.event ->> 'name', e.name) as name, f.consumer, null as queue, f.seq, f.subject, f.attempts, f.error,
  coalesce(f.event ->> 'correlationId', e.correlation_id) as correlation_id, f.first_at, f.at as last_at
from outbox_event_failures f
join outbox_cursors c on c.consumer = f.consumer
left join outbox_events e on f.event is null and e.seq = f.seq
where f.resolved_at is null and (f.dead or f.seq > c.delivered_seq)
union all
select 'job:' || j.uid, 'job', 'dead', j.name, null, j.queue, null, null, j.attempts, coalesce(j.last_error, ''),
  j.correlation_id, j.created_at, j.finished_at
from outbox_jobs j where j.state = 'dead';
