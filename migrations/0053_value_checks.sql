-- Columns with a fixed set of values that nothing held to it. Not validated: what was written before fits, and nobody is
-- to wait while all of it is read.
alter table meal_order_approvals add constraint meal_order_approvals_previous_status_check
  check (previous_status in ('MENUNGGU', 'IN_PROGRESS', 'READY', 'ON_DELIVERY', 'COMPLETE', 'MENUNGGU_PERSETUJUAN',
                             'DITOLAK')) not valid;
alter table work_order_status_history add constraint work_order_status_history_previous_status_check
  check (previous_status in ('Pending', 'In Progress', 'Completed')) not valid;
alter table report_jobs add constraint report_jobs_language_check check (language in ('id', 'en')) not valid;
