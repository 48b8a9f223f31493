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

/** The instant that a deadline's text means; a date means the last millisecond of that day in the zone. */
export async function resolveDeadline(
  em: EntityManager,
  text: string,
  zone: string,
): Promise<{ deadline: Date; isPast: boolean }> {
  const isDate = text.length === 'YYYY-MM-DD'.length;
  const [resolved] = await query<{ deadline: string; past: boolean }>(
    em,
    `select deadline, deadline < now() as past from (select ${
      isDate
        ? `((?::date + 1)::timestamp at time zone ?) - interval '1 millisecond'`
        : `date_trunc('milliseconds', ?::timestamptz)`
    } as deadline) resolved`,
    isDate ? [text, zone] : [text],
  );
  if (!resolved) throw new Error('PostgreSQL did not say when the deadline is');
  return { deadline: new Date(resolved.deadline), isPast: resolved.past };
}

/** The same of one that can still be met. @throws problem `invalid_request` when it is over */
export async function resolveFutureDeadline(em: EntityManager, text: string, zone: string): Promise<Date> {
  const { deadline, isPast } = await resolveDeadline(em, text, zone);
  if (isPast) {
    throw invalidField('body.deadline', {
      en: 'lies in the past; give one that can still be met',
      id: 'sudah lewat; beri tenggat yang masih dapat dipenuhi',
    });
  }
  return deadline;
}
