-- Stored files that no row of a domain has: those being written, and those that were given up (docs/decisions/0021). To
-- keep a file is to delete its row here, in the transaction that writes the one that has it. Processes of before note
-- theirs as ever: in report_files, and by jobs of work orders.
create table unkept_files (
  key text primary key,
  created_at timestamptz not null default now()
);
