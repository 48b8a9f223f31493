import { newestFirst, query, type Database, type Slice } from '@antrean/platform/database';
import { problem, toPage, type GrowingPage } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { OpenedDelivery } from './delivery.queries.ts';
import { notificationRead, notificationShown } from './messages.ts';

/** More are not counted one by one. */
const UNREAD_COUNTED = 1_000;

interface InAppRow {
  id: number;
  notification: string;
  title: string;
  text: string;
  url: string | null;
  at: string;
  readAt: string | null;
}

/** Puts it into the user's list and tells the user's sockets, once for a delivery. */
export async function addInApp(
  tx: Tx,
  { id: deliveryId, notification, reader: { userId } }: OpenedDelivery,
  shown: { title: string; text: string; url: string | null },
): Promise<void> {
  if (userId === null) throw new Error(`delivery ${deliveryId} is shown in the application and is no user's`);
  const [added] = await query<{ id: number; at: string }>(
    tx.em,
    `insert into in_app_notifications (user_id, delivery_id, notification, title, text, url)
     values (?, ?, ?, ?, ?, ?) on conflict (delivery_id) do nothing returning id, created_at as at`,
    [userId, deliveryId, notification, shown.title, shown.text, shown.url],
  );
  if (!added) return;
  const at = new Date(added.at).toISOString();
  publish(tx, notificationShown, { id: added.id, userId, notification, ...shown, at });
}

/** A user's notifications, newest first, with how many are unread. */
export async function listInApp(
  database: Database,
  userId: number,
  { unread, ...slice }: Slice & { unread?: boolean | undefined },
): Promise<GrowingPage<InAppRow> & { unread: number }> {
  const em = database.fork();
  const whose = `user_id = ${Number(userId)}${unread === undefined ? '' : ` and read_at is ${unread ? '' : 'not '}null`}`;
  const { ids, total, next } = await newestFirst(
    em,
    [`select id from in_app_notifications where ${whose}`],
    slice,
  );
  const rows = await query<InAppRow>(
    em,
    `select id, notification, title, text, url, created_at as at, read_at as "readAt"
     from in_app_notifications where id = any(?::int[]) order by id desc`,
    [`{${ids.join(',')}}`],
  );
  const data = rows.map((row) => ({ ...row, at: iso(row.at), readAt: row.readAt && iso(row.readAt) }));
  return { ...toPage(data, total, slice), next, unread: await countUnread(em, userId) };
}

const iso = (instant: string): string => new Date(instant).toISOString();

async function countUnread(em: EntityManager, userId: number): Promise<number> {
  const [counted] = await query<{ unread: number }>(
    em,
    `select count(*)::int as unread from (
       select from in_app_notifications where user_id = ? and read_at is null limit ?) counted`,
    [userId, UNREAD_COUNTED],
  );
  return counted?.unread ?? 0;
}

/** Notes that a user has read one. @throws problem `not_found` when it is none of theirs */
export function readOne(unitOfWork: UnitOfWork, context: Context, userId: number, id: number): Promise<void> {
  return transaction(unitOfWork, context, async (tx) => {
    const read = await query<{ isNew: boolean }>(
      tx.em,
      `update in_app_notifications n set read_at = coalesce(n.read_at, now())
       from (select id, read_at is null as is_new from in_app_notifications where id = ? and user_id = ? for update) before
       where n.id = before.id returning before.is_new as "isNew"`,
      [id, userId],
    );
    const [row] = read;
    if (!row) throw problem('not_found');
    if (row.isNew) publish(tx, notificationRead, { userId, id, unread: await countUnread(tx.em, userId) });
  });
}

/** Notes that a user has read all that there are, or all up to one: what came meanwhile stays unread. */
export function readAll(
  unitOfWork: UnitOfWork,
  context: Context,
  userId: number,
  upTo: number | undefined,
): Promise<{ unread: number }> {
  return transaction(unitOfWork, context, async (tx) => {
    const read = await query<{ id: number }>(
      tx.em,
      `update in_app_notifications set read_at = now() where user_id = ? and read_at is null and id <= ? returning id`,
      [userId, upTo ?? 2_147_483_647],
    );
    const unread = await countUnread(tx.em, userId);
    if (read.length > 0) publish(tx, notificationRead, { userId, id: null, unread });
    return { unread };
  });
}
