-- Bookings without an account: a guest proves the address by a mailed link, which then stands for the booking.

-- Who comes, as they gave it; null when they have an account, or were forgotten.
alter table bookings add column guest_name text;

-- How a guest is reached, and with which pet they come; of one booking each. It goes a while after the visit.
create table guest_bookings (
  booking_id integer primary key references bookings (id) on delete cascade,
  email text not null,
  phone text not null,
  -- In which they are told, and on whose clocks beside the clinic's.
  language text not null check (language in ('id', 'en')),
  time_zone text,
  pet_name text not null,
  pet_species text not null,
  -- When the link proved the address, which booked what was held.
  confirmed_at timestamptz,
  -- Since when nobody needs it: the end of the visit, or of the booking.
  over_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index guest_bookings_email on guest_bookings (lower(email));
create index guest_bookings_over_at on guest_bookings (over_at);

-- Each mail has a link of its own; all of them show the booking as it is now.
create table guest_links (
  token_hash text primary key,
  booking_id integer not null references guest_bookings (booking_id) on delete cascade,
  created_at timestamptz not null default now()
);
create index guest_links_booking_id on guest_links (booking_id);

-- Times that were asked for without an account, by what may be kept of the address: they are counted.
create table guest_requests (
  id bigint generated always as identity primary key,
  address text not null,
  network text,
  created_at timestamptz not null default now()
);
create index guest_requests_address on guest_requests (address, created_at);
create index guest_requests_network on guest_requests (network, created_at);
create index guest_requests_created_at on guest_requests (created_at);

create view guest_bookings_v as
  select booking_id, email, language, time_zone, confirmed_at from guest_bookings;
revoke insert, update, delete on guest_bookings_v from antrean_app;

-- What was mailed to an address as such, to forget it.
create index deliveries_address on deliveries (lower(recipient)) where user_id is null;
