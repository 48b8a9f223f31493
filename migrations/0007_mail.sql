-- The durable intent and outcome of every e-mail: unique per cause, recipient and channel, so that a repeated cause
-- sends nothing twice. SMTP itself cannot be exactly-once; see docs/decisions.
create table deliveries (
  id uuid primary key default gen_random_uuid(),
  cause text not null,
  recipient text not null,
  channel text not null check (channel in ('email')),
  message_id text not null,
  status text not null default 'planned' check (status in ('planned', 'sending', 'sent', 'failed')),
  response text,
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  unique (cause, recipient, channel)
);
