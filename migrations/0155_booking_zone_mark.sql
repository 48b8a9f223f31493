-- Bookings whose clinic has moved to another time zone are shown to it. Not validated: what was written before fits, and
-- nobody is to wait while all of it is read.
alter table bookings drop constraint bookings_attention_check,
  add constraint bookings_attention_check
    check (attention in ('outside_availability', 'time_zone_changed', 'time_zone_rules')) not valid;
