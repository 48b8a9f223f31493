-- What each builtin role has by default, as the last start said it, so that people see what was changed since.

alter table roles add column defaults text[] not null default '{}';
