-- What is removed is found by age (`npm run retention`), each by its index.
create index deliveries_created_at on deliveries (created_at);
create index report_schedule_runs_created_at on report_schedule_runs (created_at);
create index outbox_event_failures_at on outbox_event_failures (at);
create index sessions_ended_at on sessions (ended_at) where ended_at is not null;
create index refresh_tokens_expires_at on refresh_tokens (expires_at);
create index one_time_tokens_expires_at on one_time_tokens (expires_at);
create index number_series_business_date on number_series (business_date);
create index display_tokens_end on display_tokens (least(revoked_at, expires_at));
