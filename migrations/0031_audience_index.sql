-- Entry by entry the index made numbering an event take 1.6 times as long (docs/decisions/0015). Entries are put into a
-- short list instead and moved together; a reader looks through 64 kB of it at most. A partitioned index cannot be altered.
drop index outbox_events_audience;
create index outbox_events_audience on outbox_events using gin (audience)
  with (fastupdate = on, gin_pending_list_limit = 64) where seq is not null;
