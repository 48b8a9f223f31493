create table report_jobs (
  id uuid primary key,
  report text not null,
  format text not null check (format in ('json', 'csv', 'pdf')),
  parameters jsonb not null,
  language text not null,
  requested_by integer not null references users (id),
  status text not null default 'queued' check (status in ('queued', 'running', 'completed', 'failed', 'cancelled')),
  progress integer not null default 0,
  error text,
  file_key text,
  file_name text,
  content_type text,
  size bigint,
  sha256 text,
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
