-- Proofs of the audit trail that are too long for a request: a worker makes them, and keeps what came of them here.
create table audit_verifications (
  id uuid primary key default gen_random_uuid(),
  -- Months, both included; null is without end.
  from_month text,
  to_month text,
  requested_by integer not null references users (id),
  status text not null default 'queued' check (status in ('queued', 'completed', 'failed')),
  result jsonb,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index audit_verifications_created_at on audit_verifications (created_at);
