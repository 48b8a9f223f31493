import { offsetOf, query } from '@antrean/platform/database';
import { problem, toPage, type Page } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import { ClinicInvitation } from '../clinic.entity.ts';
import type { InvitationBody, invitationQuery } from './invitation.contract.ts';

/** What nobody has answered in time is over before the job that says so. */
const STATUS = `case when i.status = 'invited' and i.expires_at <= clock_timestamp() then 'expired' else i.status end`;
const SELECT = `
  select i.id, i.clinic_id as "clinicId", c.name as "clinicName", c.city, i.role, s.title, ${STATUS} as status,
         i.created_at as "createdAt", i.expires_at as "expiresAt"
  from clinic_invitations i join clinics c on c.id = i.clinic_id left join clinic_staff s on s.id = i.staff_id
  where i.user_id = ?`;

type Row = Omit<InvitationBody, 'createdAt' | 'expiresAt'> & { createdAt: string; expiresAt: string };
const toBody = (row: Row): InvitationBody => ({
  ...row,
  createdAt: new Date(row.createdAt).toISOString(),
  expiresAt: new Date(row.expiresAt).toISOString(),
});

/** Those of a user, the newest first. @throws problem `page_not_counted` */
export async function listInvitations(
  em: EntityManager,
  userId: number,
  { status, ...paging }: z.output<typeof invitationQuery>,
): Promise<Page<InvitationBody>> {
  const wanted = status ?? null;
  const fitting = `(?::text is null or ${STATUS} = ?)`;
  const rows = await query<Row>(em, `${SELECT} and ${fitting} order by i.id desc limit ? offset ?`, [
    ...[userId, wanted, wanted, paging.limit, offsetOf(paging)],
  ]);
  const [count] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from clinic_invitations i where i.user_id = ? and ${fitting}`,
    [userId, wanted, wanted],
  );
  return toPage(rows.map(toBody), count?.total ?? 0, paging);
}

/** @throws problem `not_found` when it is none of the user's */
export async function readInvitation(em: EntityManager, userId: number, id: number): Promise<InvitationBody> {
  const [row] = await query<Row>(em, `${SELECT} and i.id = ?::bigint`, [userId, id]);
  if (!row) throw problem('not_found');
  return toBody(row);
}

/** The invitation that waits for the answer of an account, or about an entry among the staff; null when none does. */
export const findOpenInvitation = (
  em: EntityManager,
  about: { clinicId: number; userId: number } | { staffId: number },
): Promise<ClinicInvitation | null> => em.findOne(ClinicInvitation, { ...about, status: 'invited' });

/** Whether nobody can answer it any more, by PostgreSQL's clock. */
export async function isOver(em: EntityManager, { id }: ClinicInvitation): Promise<boolean> {
  const [over] = await query(
    em,
    `select 1 from clinic_invitations where id = ? and expires_at <= clock_timestamp()`,
    [id],
  );
  return over !== undefined;
}
