-- What one person attached in the last 24 hours, for the limit on it.
create index work_order_attachments_uploaded_by on work_order_attachments (uploaded_by, created_at) include (size);

-- Orders that the kitchen asked to reject or edit, newest first: the rejections report reads few of many orders, and
-- its filters by what stands in the index.
create index meal_orders_requests on meal_orders (id desc) include (business_date, department_id, approval_status)
  where approval_status is not null;
