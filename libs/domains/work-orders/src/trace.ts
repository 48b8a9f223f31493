import { idOfKey, MOST_TRACED, type TraceSource } from '@antrean/platform/domain';
import { query } from '@antrean/platform/database';

/** Work orders, by their number or id, with what was attached to them. */
export const workOrderTrace: TraceSource = {
  kind: 'work-order',
  find: async (em, key) => {
    const id = idOfKey(key);
    const [order] = await query<{ id: number; number: string; status: string; created_at: string }>(
      em,
      `select id, number, status, created_at from work_orders where ${id === null ? 'number = ?' : 'id = ?'}`,
      [id ?? key],
    );
    if (!order) return null;
    const files = await query<{
      name: string;
      contentType: string;
      size: number;
      sha256: string;
      created_at: string;
    }>(
      em,
      `select file_name as name, content_type as "contentType", size, sha256, created_at
       from work_order_attachments where work_order_id = ? order by id desc limit ?`,
      [order.id, MOST_TRACED],
    );
    return {
      title: order.number,
      status: order.status,
      createdAt: new Date(order.created_at).toISOString(),
      subject: order.number,
      inPayload: { number: order.number },
      files: files.map(({ created_at, ...file }) => ({ ...file, at: new Date(created_at).toISOString() })),
    };
  },
};
