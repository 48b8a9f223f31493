-- A role at a clinic is at one that exists. Not validated: what was given before there were clinics stays, and opens nothing.
alter table scoped_roles add constraint scoped_roles_clinic_id_fkey foreign key (clinic_id) references clinics (id) not valid;
