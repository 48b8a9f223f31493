-- How often guesses have locked this source: each lock holds twice as long as the one before.
alter table login_failures add column locks integer not null default 0;
