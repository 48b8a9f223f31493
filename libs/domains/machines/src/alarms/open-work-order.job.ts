import { query } from '@antrean/platform/database';
import { handleJob, type JobHandler } from '@antrean/platform/queue';
import { openWorkOrder as openOrder } from '@antrean/work-orders';
import type { Config } from '@antrean/platform/config';
import { openWorkOrder } from './alarm.messages.ts';

/** What is to be done, and within how many hours. */
const WORK = {
  FULL: { priority: 'high', hours: 24 },
  FAULT: { priority: 'urgent', hours: 8 },
} as const;

interface Open {
  readonly kind: keyof typeof WORK;
  readonly code: string;
  readonly name: string;
  readonly message: string | null;
  readonly createdBy: number;
}

/**
 * Opens the one work order of an alarm. One that is over before has none. While nobody can be given an order it is tried
 * again, and then waits among the dead letters for somebody to be there.
 */
export const openWorkOrderHandler = ({ config }: { config: Pick<Config, 'businessZone'> }): JobHandler =>
  handleJob(openWorkOrder, (run) =>
    run.finish(async (tx) => {
      const { alarmId } = run.payload;
      const [alarm] = await query<Open>(
        tx.em,
        `select a.kind, m.code, m.name, a.message, m.created_by as "createdBy"
         from rvm_alarms a join rvms m on m.id = a.rvm_id
         where a.id = ? and a.cleared_at is null and a.work_order_id is null for update of a`,
        [alarmId],
      );
      if (!alarm) return;
      const { kind, code, name, message, createdBy } = alarm;
      const { id, number } = await openOrder(tx, config, {
        ...WORK[kind],
        productName: [`RVM ${code} ${name}: ${kind}`, ...(message === null ? [] : [message])]
          .join(' – ')
          .slice(0, 200),
        createdBy,
      });
      await query(tx.em, `update rvm_alarms set work_order_id = ?, work_order_number = ? where id = ?`, [
        ...[id, number, alarmId],
      ]);
    }),
  );
