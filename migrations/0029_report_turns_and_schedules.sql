-- How a CSV is written: for programs, or for spreadsheets (libs/platform/src/csv).
alter table report_jobs
  add column delimiter text not null default 'comma' check (delimiter in ('comma', 'semicolon')),
  add column bom boolean not null default false,
  -- When its work was given to the queue; null while it waits for its turn among the jobs of the same person. An older
  -- api gives all of them at once.
  add column handed_over_at timestamptz default now();
create index report_jobs_open on report_jobs (requested_by, created_at) where status in ('queued', 'running');
create index report_jobs_waiting on report_jobs (created_at) where status = 'queued' and handed_over_at is null;

alter table report_schedules
  add column delimiter text not null default 'comma' check (delimiter in ('comma', 'semicolon')),
  add column bom boolean not null default false,
  -- The days that a run is about, reckoned when it is due. Null: the dates in `parameters`, or a report without dates.
  add column period text check (period in ('today', 'yesterday', 'last-7-days', 'last-30-days', 'this-week',
    'last-week', 'this-month', 'last-month')),
  add column last_run_at timestamptz,
  add column last_skipped_at timestamptz,
  add column last_skip_reason text,
  -- Runs without a report since the last one with one.
  add column consecutive_skips integer not null default 0;

-- Schedules that had no beginning would mail everything since the beginning of time; consumption meant seven days.
update report_schedules set period = case report when 'consumption' then 'last-7-days' else 'last-30-days' end
where parameters ->> 'tanggalMulai' is null and parameters ->> 'startDate' is null
  and report not in ('order-history', 'action-types');

-- A run that was given to the queue has neither a report nor a reason yet.
alter table report_schedule_runs drop constraint report_schedule_runs_check;
alter table report_schedule_runs add constraint report_schedule_runs_check check (report_job_id is null or skipped is null);
