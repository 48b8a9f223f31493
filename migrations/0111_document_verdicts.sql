-- What a reviewer found of a document. One that was refused proves nothing: its kind is missing again.
alter table vendor_documents
  add column verdict text check (verdict in ('VERIFIED', 'REFUSED')),
  -- Why it was refused, for the applicant.
  add column remark text,
  add column judged_by integer references users (id),
  add column judged_at timestamptz,
  add constraint vendor_documents_judged check (num_nulls(verdict, judged_by, judged_at) in (0, 3));
