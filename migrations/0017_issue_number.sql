-- The next number of a series for today's business date, `PM-20251001-007`; wider when its digits overflow. Gapless,
-- because nobody else gets a number of the series until the transaction ends. As a function, so that the statement that
-- writes the order also takes its number: others wait one round trip less.
create function issue_number(prefix text, zone text, digits integer)
returns table (code text, business_date date) language plpgsql as $$
#variable_conflict use_column
begin
  -- Those who wait for this lock are served in turn. Those who wait for a row that keeps changing all wake at every
  -- commit, and one gets it: after a hiccup of the disk the queue of 200 orders a second took seconds to drain.
  perform pg_advisory_xact_lock(hashtextextended(prefix, 17));
  return query
    insert into number_series as counter values (prefix, (now() at time zone zone)::date, 1)
    on conflict (series, business_date) do update set value = counter.value + 1
    returning series || '-' || to_char(business_date, 'YYYYMMDD') || '-'
      || lpad(value::text, greatest(digits, length(value::text)), '0'), business_date;
end $$;
