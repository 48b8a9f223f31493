-- What taking a change of address back gives back and takes away. Nothing is known of it in rows of an earlier version.
alter table email_changes
  -- Since when somebody else may have set things up: the beginning of the session that asked.
  add column since timestamptz,
  -- Whether the former address was proven.
  add column old_verified boolean,
  add column old_phone text;
