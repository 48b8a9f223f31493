-- By the versions of roles the realtime tier notices that what they may do has changed.
create or replace view roles_v as select key, label, rank, version from roles;
