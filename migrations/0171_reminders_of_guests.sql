-- Who has booked without an account is reminded, too, by mail alone: such a plan has no customer.
alter table reminder_plans alter column customer_id drop not null;
