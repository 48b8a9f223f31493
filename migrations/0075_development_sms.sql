-- Text messages that nobody sent: while no provider is set, and never in production, they are put here to be looked at.
create table development_sms (
  id bigint generated always as identity primary key,
  -- A try that is repeated puts none a second time.
  idempotency_key text not null unique,
  recipient text not null,
  text text not null,
  at timestamptz not null default now()
);
create index development_sms_at on development_sms (at);
