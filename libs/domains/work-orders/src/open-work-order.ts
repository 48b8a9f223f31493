import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import type { Tx } from '@antrean/platform/transaction';
import { createOrder } from './create-work-order.ts';
import { OPERATOR_ROLE } from './work-order.policy.ts';
import type { Priority } from './work-order.state.ts';

/**
 * Opens an order for something that has to be done once, in the transaction of whoever knows that: for the operator who has
 * the fewest that are not completed. Others who create orders wait from here to the commit.
 * @throws while there is nobody who could be given it
 */
export async function openWorkOrder(
  tx: Tx,
  config: Pick<Config, 'businessZone'>,
  wanted: {
    readonly productName: string;
    readonly priority: Priority;
    /** From now on, by the database's clock. */
    readonly hours: number;
    /** The user in whose name it is. */
    readonly createdBy: number;
  },
): Promise<{ readonly id: number; readonly number: string }> {
  const [found] = await query<{
    operatorId: number;
    operatorName: string;
    operatorUsername: string | null;
    deadline: string;
  }>(
    tx.em,
    `select u.id as "operatorId", u.full_name as "operatorName", u.username as "operatorUsername",
            date_trunc('milliseconds', now() + ? * interval '1 hour') as deadline
     from users_v u join user_roles_v r on r.user_id = u.id
     where u.is_active and r.role_key = ?
     order by (select count(*) from (
       select from work_orders o where o.operator_id = u.id and (o.status = 'Completed') = false limit 1000) open), u.id
     limit 1`,
    [wanted.hours, OPERATOR_ROLE],
  );
  if (!found) throw new Error(`there is no active user with the role ${OPERATOR_ROLE} to be given the order`);
  const { deadline, ...operator } = found;
  const order = await createOrder(tx, config, {
    ...{ productName: wanted.productName, quantity: 1, priority: wanted.priority },
    ...{ deadline: new Date(deadline), operator, createdBy: wanted.createdBy },
  });
  return { id: order.id, number: order.number };
}
