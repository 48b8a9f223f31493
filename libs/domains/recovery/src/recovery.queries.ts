import { newestFirst, query, type Database } from '@antrean/platform/database';
import { toPage, type GrowingPage } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { RecoveryBody, RecoveryQuery } from './recovery.contract.ts';
import type { Status } from './recovery.state.ts';

/** The recovery of a user of which something may still become; its user's row is held. */
export interface OpenRecovery {
  readonly id: number;
  readonly status: Status;
  readonly dueAt: Date | null;
  /** Whether the cool-down is over. */
  readonly isDue: boolean;
}

/** There is at most one. */
export async function findOpen(em: EntityManager, userId: number): Promise<OpenRecovery | null> {
  const [open] = await query<Omit<OpenRecovery, 'dueAt'> & { dueAt: string | null }>(
    em,
    `select id, status, due_at as "dueAt", coalesce(due_at <= now(), false) as "isDue"
     from recoveries where user_id = ? and closed_at is null and expires_at > now()`,
    [userId],
  );
  return open ? { ...open, dueAt: open.dueAt === null ? null : new Date(open.dueAt) } : null;
}

interface RecoveryRow extends Omit<RecoveryBody, 'user'> {
  userId: number;
  userName: string;
  fullName: string;
  role: string;
}

const SELECT = `
  select r.id, r.status, u.id as "userId", coalesce(u.nik, u.username, c.email, n.name) as "userName", u.full_name as "fullName", u.primary_role as role,
    r.device, r.network, r.opened_at as "openedAt", d.name as "decidedBy", r.decided_at as "decidedAt", r.note,
    r.due_at as "completableAt", r.expires_at as "expiresAt", r.closed_at as "closedAt"
  from recoveries r join users_v u on u.id = r.user_id join user_names_v n on n.id = r.user_id
  join user_contacts_v c on c.id = r.user_id
  left join user_names_v d on d.id = r.decided_by`;

/** Recoveries, newest first. */
export async function listRecoveries(
  database: Database,
  { status, ...slice }: RecoveryQuery,
): Promise<GrowingPage<RecoveryBody>> {
  const em = database.fork();
  // The status is one of the contract's.
  const which = `select id from recoveries${status === undefined ? '' : ` where status = '${status}'`}`;
  const { ids, total, next } = await newestFirst(em, [which], slice);
  const rows = await query<RecoveryRow>(em, `${SELECT} where r.id = any(?::int[]) order by r.id desc`, [
    `{${ids.join(',')}}`,
  ]);
  return { ...toPage(rows.map(toBody), total, slice), next };
}

/** One of which it is known that it exists. */
export async function readRecovery(em: EntityManager, id: number): Promise<RecoveryBody> {
  const [row] = await query<RecoveryRow>(em, `${SELECT} where r.id = ?`, [id]);
  if (!row) throw new Error(`recovery ${id} disappeared inside a transaction that holds its user`);
  return toBody(row);
}

const iso = (instant: string): string => new Date(instant).toISOString();
const isoOrNull = (instant: string | null): string | null => (instant === null ? null : iso(instant));

const toBody = ({ userId, userName, fullName, role, ...row }: RecoveryRow): RecoveryBody => ({
  ...row,
  user: { id: userId, name: userName, namaLengkap: fullName, role },
  openedAt: iso(row.openedAt),
  decidedAt: isoOrNull(row.decidedAt),
  completableAt: isoOrNull(row.completableAt),
  expiresAt: iso(row.expiresAt),
  closedAt: isoOrNull(row.closedAt),
});
