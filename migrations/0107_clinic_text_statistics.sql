-- How many clinics have a text in them: without it the planner takes every text for a rare one, and reads all that have
-- it where the nearest few would do.
create statistics clinics_text_values on (name || ' ' || city || ' ' || coalesce(description, '')) from clinics;
