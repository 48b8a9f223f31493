-- Whom an event concerns: the rooms that hear of it and those whose sockets it ends, as `audienceKeys` writes them.
-- Whoever comes back reads by it what it missed, and nothing of others. `*` is what an old process writes during an
-- upgrade, and what is older than this column has: it may concern anybody, so every reader asks for it too.
alter table outbox_events add column audience text[] not null default '{*}';

-- Only numbered events are replayed, so that whoever publishes pays nothing for the index: the relay does, who numbers
-- in batches. Without the list of pending entries (fastupdate), which every reader would have to search.
create index outbox_events_audience on outbox_events using gin (audience) with (fastupdate = off)
  where seq is not null;
