-- What the reports of sales read of orders and of the catalogue, which are other domains' (docs/decisions/0027).

create view categories_v as select id, name from pos_categories;
create view products_v as select id, name from pos_products;
-- Cancelled and deleted orders are no sales.
create view sales_v as
  select id, business_date, outlet_id, payment_method, total_amount from pos_orders
  where status <> 'cancelled' and deleted_at is null;
-- Of all orders: who wants those of sales joins them.
create view sale_lines_v as select order_id, product_id, category_id, quantity, amount from pos_order_lines;

revoke insert, update, delete on categories_v, products_v, sales_v, sale_lines_v from antrean_app;
