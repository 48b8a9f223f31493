-- What a counter reads with a scanner, and what a screen for customers asks again and again.

alter table pos_products add column barcode text
  check (barcode ~ '^[!-~]{4,48}$');
create unique index pos_products_barcode on pos_products (barcode);

create index pos_orders_pickup on pos_orders (business_date, id)
  where status in ('preparing', 'ready') and deleted_at is null;
