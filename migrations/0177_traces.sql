-- What administrators follow the way of a thing by: from its row to all that it caused.

create view audit_lines_v as
  select id, at, event_id, seq, action, subject, detail, user_id, hash from log_audit_trail;
revoke insert, update, delete on audit_lines_v from antrean_app;

create or replace view deliveries_v as
  select id, cause, channel, user_id, notification, status, skipped_for, created_at, sent_at, attempts, error
  from deliveries;

-- The turns of schedules are most of the jobs and belong to no request.
create index outbox_jobs_correlation_id on outbox_jobs (correlation_id) where queue <> 'schedules';
