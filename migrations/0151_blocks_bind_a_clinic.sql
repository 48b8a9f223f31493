-- A block of a person that they made themselves binds every clinic where they work; one that somebody else made binds the
-- clinic where it was made. Of what there is nobody knows who made it: it goes on binding as it was made to, also what an
-- older process makes meanwhile.
alter table availability_blocks add column everywhere boolean not null default true;
update availability_blocks b set everywhere = false
from clinic_staff s where s.id = b.staff_id and not s.is_active;
