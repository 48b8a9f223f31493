import { query } from '@antrean/platform/database';
import { invalidField } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import { OPERATOR_ROLE } from './work-order.policy.ts';

/** The operator's part of a work order. */
export interface Operator {
  operatorId: number;
  operatorName: string;
  operatorUsername: string | null;
}

/** Somebody who can be given orders. @throws problem `invalid_request` when this user cannot */
export async function findOperator(em: EntityManager, userId: number): Promise<Operator> {
  const [operator] = await query<Operator>(
    em,
    `select u.id as "operatorId", u.full_name as "operatorName", u.username as "operatorUsername"
     from users_v u join user_roles_v r on r.user_id = u.id
     where u.id = ? and u.is_active and r.role_key = ?`,
    [userId, OPERATOR_ROLE],
  );
  if (!operator) {
    throw invalidField('body.operator_id', {
      en: `There is no active user with this id and the role ${OPERATOR_ROLE}`,
      id: `Tidak ada pengguna aktif dengan id ini dan peran ${OPERATOR_ROLE}`,
    });
  }
  return operator;
}
