import { randomUUID } from 'node:crypto';
import type { SessionPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { discardFiles, downloadFile, keepFile, type FileStorage } from '@antrean/platform/files';
import { accepted, ok, type Reply } from '@antrean/platform/http';
import { notify } from '@antrean/platform/notifications';
import { cancelJob, enqueue } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import { lockProvenUser, requireRecentProof } from '@antrean/sessions';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { ExportBody } from './export.contract.ts';
import { exportIsReady } from './export.notification.ts';
import { makeExport } from '../messages.ts';
import { peopleProblem } from '../people.problem.ts';

export const EXPORT_PATH = '/api/profile/export';
/** So long a file is there. */
const KEPT_DAYS = 7;
/** Younger than this it is fresh, and no other is made. */
const FRESH_MINUTES = 60;
const RETRY_AFTER_SECONDS = '5';

interface ExportRow {
  id: string;
  status: ExportBody['status'];
  requestedAt: string;
  expiresAt: string | null;
  size: string | null;
  key: string | null;
  name: string | null;
  sha256: string | null;
  isFresh: boolean;
}

async function findExport(em: EntityManager, userId: number): Promise<ExportRow | undefined> {
  const [row] = await query<ExportRow>(
    em,
    `select id, status, requested_at as "requestedAt", expires_at as "expiresAt", size, file_key as key,
       file_name as name, sha256, finished_at > now() - ? * interval '1 minute' as "isFresh"
     from personal_exports where user_id = ? and (expires_at is null or expires_at > now())`,
    [FRESH_MINUTES, userId],
  );
  return row;
}

const toBody = ({ status, requestedAt, expiresAt, size }: ExportRow): ExportBody => ({
  status,
  requestedAt: new Date(requestedAt).toISOString(),
  expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
  size: size === null ? null : Number(size),
});

/**
 * Has what is kept about the actor put into a file, unless that is being done or one is fresh.
 * @throws problem `proof_required` (403)
 */
export async function requestExport(
  unitOfWork: UnitOfWork,
  context: Context,
  actor: SessionPrincipal,
): Promise<Reply<ExportBody>> {
  return transaction(unitOfWork, context, async (tx) => {
    const { id: userId } = await lockProvenUser(tx, actor);
    const found = await findExport(tx.em, userId);
    if (found?.status === 'ready' && found.isFresh) return ok(toBody(found), { Location: EXPORT_PATH });
    if (found?.status === 'pending') return accepted(toBody(found), EXPORT_PATH);
    await giveUpFile(tx, userId);
    const id = randomUUID();
    await query(tx.em, `insert into personal_exports (user_id, id, status) values (?, ?, 'pending')`, [
      userId,
      id,
    ]);
    enqueue(tx, makeExport, { userId, exportId: id }, { key: `${userId}` });
    const made = await findExport(tx.em, userId);
    if (!made) throw new Error(`the export of user ${userId} disappeared inside its transaction`);
    return accepted(toBody(made), EXPORT_PATH);
  });
}

/**
 * The file, or how far it is.
 * @throws problem `proof_required` (403), `no_export` (404), `export_failed` (409)
 */
export async function downloadExport(
  { unitOfWork, storage }: { unitOfWork: Pick<UnitOfWork, 'database'>; storage: FileStorage },
  actor: SessionPrincipal,
): Promise<Reply<ExportBody>> {
  const em = unitOfWork.database.fork();
  await requireRecentProof(em, actor);
  const found = await findExport(em, actor.userId);
  if (!found) throw peopleProblem('no_export');
  if (found.status === 'failed') throw peopleProblem('export_failed');
  const { key, name, sha256 } = found;
  if (key === null || name === null || sha256 === null) {
    const reply = accepted(toBody(found), EXPORT_PATH);
    return { ...reply, headers: { ...reply.headers, 'Retry-After': RETRY_AFTER_SECONDS } };
  }
  const file = await downloadFile(storage, { key, name, contentType: 'application/zip', sha256 });
  if (!file) throw peopleProblem('no_export');
  return file;
}

/** Whose export it is, while it is still wanted. */
export async function isWanted(em: EntityManager, exportId: string): Promise<boolean> {
  const [row] = await query(em, `select from personal_exports where id = ? and status = 'pending'`, [
    exportId,
  ]);
  return row !== undefined;
}

/** Makes a written file the export and tells its owner. @returns false when it is not wanted any more */
export async function finishExport(
  tx: Tx,
  { userId, exportId }: { userId: number; exportId: string },
  file: { key: string; name: string; size: number; sha256: string },
): Promise<boolean> {
  const rows = await query(
    tx.em,
    `update personal_exports set status = 'ready', finished_at = now(), expires_at = now() + ? * interval '1 day',
       file_key = ?, file_name = ?, size = ?, sha256 = ?
     where id = ? and status = 'pending' returning id`,
    [KEPT_DAYS, file.key, file.name, file.size, file.sha256, exportId],
  );
  if (rows.length === 0) return false;
  await keepFile(tx, file.key);
  notify(tx, exportIsReady, { userId, exportId }, { cause: `export-ready:${exportId}` });
  return true;
}

/** Gives it up after the last try. */
export async function failExport({ em }: Tx, exportId: string): Promise<void> {
  await query(
    em,
    `update personal_exports set status = 'failed', finished_at = now(), expires_at = now() + ? * interval '1 day'
     where id = ? and status = 'pending'`,
    [KEPT_DAYS, exportId],
  );
}

/** Forgets somebody's export: its file, and the work for it. */
export async function giveUpExport(tx: Tx, userId: number): Promise<void> {
  await giveUpFile(tx, userId);
  cancelJob(tx, makeExport, `${userId}`);
}

async function giveUpFile(tx: Tx, userId: number): Promise<void> {
  await discardRows(tx, `delete from personal_exports where user_id = ? returning file_key as key`, userId);
}

const AT_ONCE = 200;

/** Removes the exports whose time is over. @returns whether there may be more */
export async function removeExpired(tx: Tx): Promise<boolean> {
  const count = await discardRows(
    tx,
    `delete from personal_exports where user_id in (
       select user_id from personal_exports where expires_at <= now() order by expires_at limit ? for update skip locked)
     returning file_key as key`,
    AT_ONCE,
  );
  return count === AT_ONCE;
}

async function discardRows(tx: Tx, statement: string, parameter: number): Promise<number> {
  const rows = await query<{ key: string | null }>(tx.em, statement, [parameter]);
  const keys = rows.flatMap(({ key }) => key ?? []);
  if (keys.length > 0) await discardFiles(tx, keys);
  return rows.length;
}
