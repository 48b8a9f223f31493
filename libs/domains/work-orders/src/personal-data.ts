import { personalRows, type PersonalDataSource } from '@antrean/platform/domain';

/** The work that somebody was given, and what they attached to it. It is the production's, and stays. */
export const workOrderData: PersonalDataSource = {
  name: 'work-orders',
  async *read(em, userId) {
    yield* personalRows(em, userId, {
      section: 'assigned',
      select: `
        select id as key, jsonb_build_object('id', id, 'number', number, 'product_name', product_name,
          'quantity', quantity, 'status', status, 'created_at', created_at, 'completed_at', completed_at) as row
        from work_orders where operator_id = ? and id > ? order by id limit ?`,
    });
    yield* personalRows(em, userId, {
      section: 'attachments',
      select: `
        select id as key, jsonb_build_object('id', id, 'work_order_id', work_order_id, 'filename', file_name,
          'size', size, 'created_at', created_at) as row
        from work_order_attachments where uploaded_by = ? and id > ? order by id limit ?`,
    });
  },
  erase: async () => undefined,
};
