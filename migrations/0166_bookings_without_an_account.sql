-- A clinic may want to know who comes: whether it takes bookings without an account.
alter table clinics add column takes_guest_bookings boolean not null default true;
create or replace view clinics_v as
  select id, name, city, province, latitude, longitude, time_zone, phone, email, booking_horizon_days,
         minimum_notice_minutes, is_active, version, auto_confirm_bookings, confirm_within_hours,
         cancellation_notice_hours, takes_guest_bookings
  from clinics;
