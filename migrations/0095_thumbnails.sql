-- Thumbnails of stored images (docs/decisions/0035): a row when one is asked for, its file when a worker has made it.
-- Both go with the image.
create table file_thumbnails (
  source_key text primary key,
  key text unique,
  size integer,
  sha256 text,
  created_at timestamptz not null default now(),
  made_at timestamptz,
  check (num_nulls(key, size, sha256, made_at) in (0, 4))
);
