-- Jobs with a key: one open job of a name has it (docs/decisions/0020). Processes of before know no key; they enqueue,
-- take, finish and fail jobs as ever.
alter table outbox_jobs add column key text;
alter table outbox_jobs drop constraint outbox_jobs_state_check;
-- Not validated: what was written before fits, and nobody is to wait while all of it is read.
alter table outbox_jobs add constraint outbox_jobs_state_check
  check (state in ('pending', 'enqueued', 'done', 'dead', 'cancelled')) not valid;

-- Who has a key. A table of its own, because no index over the partitions of outbox_jobs could be unique in it.
create table outbox_job_keys (
  name text not null,
  key text not null check (length(key) between 1 and 200),
  job_uid uuid not null,
  primary key (name, key)
) with (fillfactor = 70);

-- Enqueues, replaces and cancels jobs with keys, in the given order, which must be that of the keys, so that of two
-- transactions one waits and none is in the other's way. A key is locked before its job, here as by whoever finishes it.
create function outbox_write_keyed_jobs(writes jsonb, actor bigint, correlation text)
returns void language plpgsql as $$
declare
  w record;
  holder uuid;
begin
  for w in
    select * from jsonb_to_recordset(writes) as r (
      name text, key text, "onConflict" text, uid uuid, queue text, version integer, payload jsonb, "runAt" timestamptz,
      "actorId" bigint)
  loop
    if w."onConflict" = 'cancel' then
      delete from outbox_job_keys k where k.name = w.name and k.key = w.key returning k.job_uid into holder;
      update outbox_jobs j set state = 'cancelled', finished_at = now(), lease_until = null, last_error = 'cancelled'
      where j.uid = holder and j.state in ('pending', 'enqueued');
      continue;
    end if;
    -- Waits for whoever has it, and keeps it until the commit.
    insert into outbox_job_keys as k (name, key, job_uid) values (w.name, w.key, w.uid)
    on conflict (name, key) do update set job_uid = k.job_uid
    returning k.job_uid into holder;
    if holder <> w.uid then
      if w."onConflict" = 'keep' and exists (
        select from outbox_jobs j where j.uid = holder and j.state in ('pending', 'enqueued')
      ) then
        continue;
      end if;
      update outbox_jobs j set state = 'cancelled', finished_at = now(), lease_until = null,
        last_error = 'replaced by ' || w.uid
      where j.uid = holder and j.state in ('pending', 'enqueued');
      update outbox_job_keys k set job_uid = w.uid where k.name = w.name and k.key = w.key;
    end if;
    insert into outbox_jobs (uid, queue, name, version, payload, key, run_at, actor_id, correlation_id)
    values (w.uid, w.queue, w.name, w.version, w.payload, w.key, coalesce(w."runAt", now()),
      coalesce(w."actorId", actor), correlation);
  end loop;
end $$;
