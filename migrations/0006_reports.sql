create table report_jobs (
  id uuid primary key,
  report text not null,
  format text not null check (format in ('json', 'csv', 'pdf')),
  parameters jsonb not null,
  language text not null,
  requested_by integer not null references users (id),
  -- Grows when it is tried again after it had come to its end: work of an earlier round changes nothing any more.
  round integer not null default 1,
  status text not null default 'queued' check (status in ('queued', 'running', 'completed', 'failed', 'cancelled')),
  progress integer not null default 0,
  error text,
  file_key text,
  file_name text,
  content_type text,
  size bigint,
  sha256 text,
  -- Ed25519, in base64, over what libs/domains/reports/src/report-signature.ts puts together.
  signature text,
  key_id text,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  expires_at timestamptz
);
create index report_jobs_requested_by on report_jobs (requested_by, created_at desc);
create index report_jobs_created_at on report_jobs (created_at desc);
create index report_jobs_expires_at on report_jobs (expires_at) where file_key is not null;

-- Every file that a try at a report may have written, noted before it is: what a killed try left behind is found here.
create table report_files (
  key text primary key,
  report_job_id uuid not null references report_jobs (id),
  created_at timestamptz not null default now()
);
create index report_files_report_job_id on report_files (report_job_id);
create index report_files_created_at on report_files (created_at);

-- Reports that are made and mailed again and again. `parameters` are as they were given: defaults such as "the last
-- seven days" are resolved when a run is due.
create table report_schedules (
  id integer generated always as identity primary key,
  name text not null,
  report text not null,
  parameters jsonb not null,
  format text not null check (format in ('json', 'csv', 'pdf')),
  cron text not null,
  timezone text not null,
  recipients text[] not null,
  attach boolean not null default true,
  is_active boolean not null default true,
  owner_id integer not null references users (id),
  next_run_at timestamptz not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index report_schedules_due on report_schedules (next_run_at) where is_active;
create index report_schedules_owner_id on report_schedules (owner_id, id);

-- One row per run that was due: it led to a report job, or says why not.
create table report_schedule_runs (
  id uuid primary key default gen_random_uuid(),
  schedule_id integer not null references report_schedules (id) on delete cascade,
  due_at timestamptz not null,
  report_job_id uuid references report_jobs (id),
  skipped text,
  created_at timestamptz not null default now(),
  unique (schedule_id, due_at),
  check ((report_job_id is null) = (skipped is not null))
);
create unique index report_schedule_runs_report_job_id on report_schedule_runs (report_job_id);
