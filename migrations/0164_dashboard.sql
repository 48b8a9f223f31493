-- What the dashboard adds up, as each domain publishes it, and the one row in which its figures are shared.

create view meal_orders_v as select id, business_date, department_id, quantity, status from meal_orders;
-- Requests that wait for a decision.
create view open_meal_order_requests_v as
  select order_id, requested_at from meal_order_approvals where status = 'PENDING';

create or replace view sales_v as
  select id, business_date, outlet_id, payment_method, total_amount, status from pos_orders
  where status <> 'cancelled' and deleted_at is null;

create view work_orders_v as select id, operator_id, status, deadline, completed_at from work_orders;

create view machines_v as select rvm_id as id, status, status_since from rvm_states;
create view open_machine_alarms_v as
  select id, rvm_id as machine_id, kind, raised_at from rvm_alarms where cleared_at is null;

revoke insert, update, delete on meal_orders_v, open_meal_order_requests_v, work_orders_v, machines_v,
  open_machine_alarms_v from antrean_app;

-- The figures as they were read last, for all processes that tell of them: whoever finds them a second old reads them anew.
create table dashboard_figures (
  only_row boolean primary key default true check (only_row),
  at timestamptz not null,
  figures jsonb not null
) with (fillfactor = 10);
insert into dashboard_figures (at, figures) values ('-infinity', '{}');
