-- Clinics that somebody likes. A clinic is never deleted: what was taken off is there and not active.
create table favorite_vendors (
  user_id integer not null references users (id) on delete cascade,
  clinic_id integer not null,
  created_at timestamptz not null default now(),
  primary key (user_id, clinic_id)
);
