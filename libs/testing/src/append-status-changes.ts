import { query, textArray, type Database } from '@antrean/platform/database';

/** Which new status of an order is told to this role. */
const STATUS_FOR = { dapur: 'IN_PROGRESS', delivery: 'ON_DELIVERY' } as const;

/**
 * Appends numbered events to the log as if all had been delivered: changes of orders' status, of which every `every`th
 * is for a role and the others are for administrators. Instances that listen hear nothing of them.
 * @returns the place of the last one
 */
export async function appendStatusChanges(
  database: Database,
  { count, every, role }: { count: number; every: number; role: keyof typeof STATUS_FOR },
): Promise<number> {
  const [row] = await query<{ head: string }>(
    database.fork(),
    `with head as (update outbox_head set last_seq = last_seq + ? returning last_seq),
          cursors as (update outbox_cursors set delivered_seq = head.last_seq from head),
          written as (
            insert into outbox_events (name, version, payload, audience, seq)
            select 'order.status.changed', 1,
              jsonb_build_object('orderId', n, 'departmentId', 1, 'oldStatus', 'MENUNGGU', 'karyawanPemesanId', 999999,
                'newStatus', case when n % ? = 0 then ?::text else 'COMPLETE' end, 'changedBy', 1,
                'kodePesanan', 'PM-20261121-001', 'cause', 'step'),
              case when n % ? = 0 then ?::text[] else '{/notifications role:administrator}' end, last_seq - ? + n
            from head, generate_series(1, ?) n)
     select last_seq as head from head`,
    [
      count,
      every,
      STATUS_FOR[role],
      every,
      textArray([`/notifications dept:1:role:${role}`, `/notifications dept:*:role:${role}`]),
      count,
      count,
    ],
  );
  return Number(row?.head);
}
