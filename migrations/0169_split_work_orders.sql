-- A work order may be split: some of its pieces become an order of their own, for whoever makes those.

alter table work_orders add column split_from_id integer references work_orders (id);
create index work_orders_split_from_id on work_orders (split_from_id) where split_from_id is not null;

-- What was attached before the split belongs to both: whoever makes the other pieces needs the drawing too.
create table work_order_shared_files (
  work_order_id integer not null references work_orders (id),
  attachment_id integer not null references work_order_attachments (id) on delete cascade,
  primary key (work_order_id, attachment_id)
);
create index work_order_shared_files_attachment_id on work_order_shared_files (attachment_id);
