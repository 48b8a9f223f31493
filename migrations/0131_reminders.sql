-- Reminders of appointments: when somebody is to be told of a booking, by which channel, and what became of it.

-- What clinics and users have chosen. Null, or no row: as it is by default.
create table clinic_reminders (
  clinic_id integer primary key references clinics (id) on delete cascade,
  offsets_minutes integer[] check (cardinality(offsets_minutes) <= 5),
  version integer not null default 1,
  updated_at timestamptz not null default now()
);
create table reminder_preferences (
  user_id integer primary key references users (id) on delete cascade,
  offsets_minutes integer[] check (cardinality(offsets_minutes) <= 5),
  channels text[] check (channels <@ array['email', 'sms', 'inApp']),
  updated_at timestamptz not null default now()
);

-- The bookings that people are reminded of, as they were planned last. Whoever writes reminders of a booking holds its row.
create table reminder_plans (
  booking_id integer primary key references bookings (id) on delete cascade,
  -- The booking's when it got the time that it has: what else changes in a booking leaves its reminders alone.
  booking_version integer not null,
  starts_at timestamptz not null,
  clinic_id integer not null references clinics (id) on delete cascade,
  customer_id integer not null references users (id) on delete cascade,
  -- What was chosen for this booking alone.
  offsets_minutes integer[] check (cardinality(offsets_minutes) <= 5),
  channels text[] check (channels <@ array['email', 'sms', 'inApp']),
  updated_at timestamptz not null default now()
);
create index reminder_plans_clinic on reminder_plans (clinic_id, starts_at, booking_id);
create index reminder_plans_customer on reminder_plans (customer_id, starts_at, booking_id);
create index reminder_plans_starts_at on reminder_plans (starts_at);

-- `told`: given to the notifications. What became of it then is in their deliveries, by the cause.
create table reminders (
  id bigint generated always as identity primary key,
  booking_id integer not null references reminder_plans (booking_id) on delete cascade,
  booking_version integer not null,
  offset_minutes integer not null check (offset_minutes between 10 and 43200),
  channel text not null check (channel in ('email', 'sms', 'inApp')),
  due_at timestamptz not null,
  state text not null check (state in ('planned', 'told', 'skipped', 'failed')),
  reason text check ((reason is not null) = (state in ('skipped', 'failed'))),
  -- When it got the job that tells it at its time.
  queued_at timestamptz,
  cause text not null generated always as
    ('reminder:' || booking_id::text || ':' || booking_version::text || ':' || offset_minutes::text || ':' || channel) stored,
  unique (booking_id, booking_version, offset_minutes, channel)
);
create index reminders_unqueued on reminders (due_at) where state = 'planned' and queued_at is null;
