-- Screens of the console hang on walls too: a display shows one of them, and is known by when it came last.

alter table display_tokens
  add column screen text not null default 'sales'
    constraint display_tokens_screen check (screen in ('sales', 'kitchen', 'orders', 'dashboard', 'machines')),
  add column last_seen_at timestamptz;
