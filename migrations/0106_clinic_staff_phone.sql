-- By which who manages a clinic reaches somebody who works there; told by them, not taken from the person's account.
alter table clinic_staff add column phone text;
