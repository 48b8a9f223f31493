-- Whom an event concerns: the rooms that hear of it and those whose sockets it ends, as `audienceKeys` writes them.
-- Whoever comes back reads by it what it missed, and nothing of others. `*` is what an old process writes during an
-- upgrade, and what is older than this column has: it may concern anybody, so every reader asks for it too.
alter table outbox_events add column audience text[] not null default '{*}';

-- Only numbered events are replayed, so that whoever publishes pays nothing for the index: the relay does, who numbers
-- in batches. Entry by entry that made numbering take 1.6 times as long (docs/decisions/0015): entries are put into a
-- short list instead and moved together; a reader looks through 64 kB of it at most.
create index outbox_events_audience on outbox_events using gin (audience)
  with (fastupdate = on, gin_pending_list_limit = 64) where seq is not null;
