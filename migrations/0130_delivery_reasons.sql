-- Why a delivery was skipped, as a word that programs know; the sentence stands in `error`. Null also where a worker of an
-- earlier version skipped it.
alter table deliveries add column skipped_for text;

-- What became of what somebody was told, for the domain that had it told: it knows the cause.
create view deliveries_v as
  select id, cause, channel, user_id, notification, status, skipped_for, created_at, sent_at from deliveries;
revoke insert, update, delete on deliveries_v from antrean_app;
