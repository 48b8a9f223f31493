-- What becomes of a schedule's report is followed along the log from now on; before, it was done where the report was.
insert into outbox_cursors (consumer, delivered_seq) select 'report-runs', last_seq from outbox_head
on conflict (consumer) do nothing;

-- A run goes with its report job, so that the jobs' retention needs not know of runs.
alter table report_schedule_runs
  drop constraint report_schedule_runs_report_job_id_fkey,
  add constraint report_schedule_runs_report_job_id_fkey
    foreign key (report_job_id) references report_jobs (id) on delete cascade;

-- What report-jobs publishes of its jobs.
create view report_jobs_v as
  select id, report, format, language, status, file_key, file_name, content_type, size, finished_at from report_jobs;
revoke insert, update, delete on report_jobs_v from antrean_app;
