-- What people tell of themselves beyond their account. Name, address and number by which they are known are the account's.
create table profiles (
  user_id integer primary key references users (id) on delete cascade,
  birth_date date,
  bio text,
  street text,
  city text,
  province text,
  postal_code text,
  country text check (country ~ '^[A-Z]{2}$'),
  emergency_name text,
  emergency_phone text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- An address and a contact are there whole or not at all.
  check ((street is null) = (city is null) and (street is null) = (country is null)),
  check ((emergency_name is null) = (emergency_phone is null))
);

create table avatars (
  user_id integer primary key references users (id) on delete cascade,
  file_key text not null unique,
  file_name text not null,
  content_type text not null,
  size integer not null check (size > 0),
  sha256 text not null,
  updated_at timestamptz not null default now()
);

-- How the screens look for somebody; who has chosen nothing has no row.
create table display_preferences (
  user_id integer primary key references users (id) on delete cascade,
  theme text not null check (theme in ('system', 'light', 'dark')),
  density text not null check (density in ('comfortable', 'compact')),
  date_format text not null check (date_format in ('locale', 'iso', 'dmy', 'mdy')),
  time_format text not null check (time_format in ('locale', '24h', '12h')),
  first_day_of_week text not null check (first_day_of_week in ('monday', 'sunday')),
  updated_at timestamptz not null default now()
);
