-- What was given at a number before a clinic had it does not open nothing, as 0108 says: it opens the clinic that gets the
-- number.
delete from scoped_roles s
where clinic_id is not null and not exists (select from clinics c where c.id = s.clinic_id);
alter table scoped_roles validate constraint scoped_roles_clinic_id_fkey;
