import type { UserPrincipal } from '@antrean/platform/auth';
import { offsetOf, query } from '@antrean/platform/database';
import { problem, toPage, type Page } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import type { StaffRole } from '../clinic.entity.ts';
import { mayManage, mayReadPrivately } from '../clinic.policy.ts';
import type { StaffBody, staffQuery } from './staff.contract.ts';

interface StaffRow {
  id: number;
  name: string;
  title: string | null;
  role: StaffRole;
  person_id: number;
  user_id: number | null;
  is_bookable: boolean;
  phone: string | null;
  email: string | null;
  service_ids: number[];
  is_active: boolean;
  /** Of the invitation that waits for an answer. */
  invited_as: StaffRole | null;
  expires_at: string | null;
  version: number;
}

const SELECT = `
  select s.id, s.name, s.title, s.role, s.person_id, p.user_id, s.is_bookable, s.phone, s.version,
         -- Of who has not accepted, what the clinic knows: which address they have by now is theirs to tell.
         case when s.is_active and p.user_id is not null then (select email from users_v where id = p.user_id)
              else i.email end as email,
         s.is_active, i.role as invited_as, i.expires_at,
         array(select o.service_id from clinic_staff_services o join clinic_services v on v.id = o.service_id
               where o.staff_id = s.id and v.removed_at is null order by 1) as service_ids
  from clinic_staff s join staff_persons p on p.id = s.person_id
  left join clinic_invitations i on i.staff_id = s.id and i.status = 'invited' and i.expires_at > clock_timestamp()`;
/** Who works there; the public sees those alone whom it can book, and who manages it whom it has invited too. */
const FITTING = `s.clinic_id = ? and (s.is_active and (s.is_bookable or ?) or ? and exists (
    select from clinic_invitations w
    where w.staff_id = s.id and w.status = 'invited' and w.expires_at > clock_timestamp()))
  and (?::bigint is null or exists (select from clinic_staff_services o where o.staff_id = s.id and o.service_id = ?))`;

const invitationOf = ({ invited_as: role, expires_at }: StaffRow): Pick<StaffBody, 'invitation'> =>
  role === null || expires_at === null
    ? {}
    : { invitation: { status: 'invited', role, expiresAt: new Date(expires_at).toISOString() } };

function toBody(row: StaffRow, caller: UserPrincipal | null, clinicId: number): StaffBody {
  const { id, name, title, role, person_id: personId, user_id: userId, email, phone, version } = row;
  return {
    id,
    name,
    title,
    serviceIds: row.service_ids,
    isBookable: row.is_bookable,
    // Before they have accepted whose calendar it is may be another's.
    ...(mayReadPrivately(caller, clinicId) && { role, userId, ...(row.is_active && { personId }) }),
    ...(mayManage(caller, clinicId) && { email, phone, ...invitationOf(row) }),
    version,
  };
}

/** @throws problem `page_not_counted` */
export async function listStaff(
  em: EntityManager,
  caller: UserPrincipal | null,
  clinicId: number,
  asked: z.output<typeof staffQuery>,
): Promise<Page<StaffBody>> {
  const { serviceId = null, ...paging } = asked;
  const seen = [mayReadPrivately(caller, clinicId), mayManage(caller, clinicId)];
  const fitting = [clinicId, ...seen, serviceId, serviceId];
  const rows = await query<StaffRow>(
    em,
    `${SELECT} where ${FITTING} order by s.name, s.id limit ? offset ?`,
    [...fitting, paging.limit, offsetOf(paging)],
  );
  const [count] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from clinic_staff s where ${FITTING}`,
    fitting,
  );
  return toPage(
    rows.map((row) => toBody(row, caller, clinicId)),
    count?.total ?? 0,
    paging,
  );
}

/** @throws problem `not_found` */
export async function readStaff(
  em: EntityManager,
  caller: UserPrincipal | null,
  clinicId: number,
  staffId: number,
): Promise<StaffBody> {
  const [row] = await query<StaffRow>(em, `${SELECT} where s.id = ? and ${FITTING}`, [
    staffId,
    clinicId,
    mayReadPrivately(caller, clinicId),
    mayManage(caller, clinicId),
    null,
    null,
  ]);
  if (!row) throw problem('not_found');
  return toBody(row, caller, clinicId);
}
