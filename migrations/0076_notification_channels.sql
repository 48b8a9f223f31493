-- People are told by text message and in the application too, in their zone, and choose what they want by which channel.

-- Null: the zone of the business.
alter table users add column time_zone text;
-- Where and how somebody is reached.
create view user_contacts_v as select id, email, phone, language, time_zone, is_active from users;
revoke insert, update, delete on user_contacts_v from antrean_app;

alter table deliveries drop constraint deliveries_channel_check;
alter table deliveries
  add constraint deliveries_channel_check check (channel in ('email', 'sms', 'inApp')) not valid,
  add column attempts integer not null default 0,
  -- When one that waits for others of its kind leaves with them.
  add column send_at timestamptz,
  -- The delivery whose message told this one as well.
  add column digest_id uuid;
create index deliveries_digest_id on deliveries (digest_id) where digest_id is not null;
create index deliveries_waiting on deliveries (notification, channel, user_id, recipient)
  where status = 'planned' and send_at is not null;
-- Lists of administrators, newest first.
create index deliveries_newest on deliveries (created_at desc, id desc);
create index deliveries_without_success on deliveries (status, created_at desc, id desc)
  where status in ('failed', 'skipped');

create table in_app_notifications (
  id integer generated always as identity primary key,
  user_id integer not null references users (id) on delete cascade,
  -- A delivery is shown once.
  delivery_id uuid not null unique,
  notification text not null,
  title text not null,
  text text not null,
  url text,
  created_at timestamptz not null default now(),
  read_at timestamptz
);
create index in_app_notifications_user_id on in_app_notifications (user_id, id desc);
create index in_app_notifications_unread on in_app_notifications (user_id, id desc) where read_at is null;
create index in_app_notifications_created_at on in_app_notifications (created_at);

-- What somebody does not want by a channel; the notification * stands for all of them.
create table declined_notifications (
  user_id integer not null references users (id) on delete cascade,
  notification text not null,
  channel text not null check (channel in ('email', 'sms', 'inApp')),
  created_at timestamptz not null default now(),
  primary key (user_id, channel, notification)
);
-- The same of addresses that are no user's.
create table unsubscribed_addresses (
  address text not null,
  notification text not null,
  created_at timestamptz not null default now(),
  primary key (address, notification)
);
-- Addresses that a server refused for good. They are tried again when the row is gone.
create table refused_addresses (
  channel text not null,
  address text not null,
  reason text not null,
  refused_at timestamptz not null default now(),
  primary key (channel, address)
);
create index refused_addresses_refused_at on refused_addresses (refused_at);
