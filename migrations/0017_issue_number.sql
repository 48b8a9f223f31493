-- The next number of a series for today's business date, `PM-20251001-007`; wider when its digits overflow. Gapless,
-- because the counter stays locked until the transaction ends. As a function, so that the statement that writes the
-- order also takes its number: everybody else waits from here until the commit, one round trip less.
create function issue_number(prefix text, zone text, digits integer)
returns table (code text, business_date date) language plpgsql as $$
#variable_conflict use_column
begin
  return query
    insert into number_series as counter (series, business_date, value)
    values (prefix, (now() at time zone zone)::date, 1)
    on conflict (series, business_date) do update set value = counter.value + 1
    returning series || '-' || to_char(business_date, 'YYYYMMDD') || '-'
      || lpad(value::text, greatest(digits, length(value::text)), '0'), business_date;
end $$;
