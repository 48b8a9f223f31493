import {
  COUNT_LIMIT,
  cutSlice,
  INSTANT_OF_CURSOR,
  instantKey,
  microsecondsOf,
  query,
  startOf,
  type Database,
  type SqlValue,
} from '@antrean/platform/database';
import { toPage, type GrowingPage } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { deliveryBody, DeliveryQuery } from './notification.contract.ts';

type DeliveryBody = z.output<typeof deliveryBody>;

const SELECT = `
  select d.id, d.notification, d.channel, d.user_id as "userId", d.recipient, d.status, d.attempts, d.error, d.response,
    r.refused_at as "addressRefusedAt", d.created_at as "createdAt", d.sent_at as "sentAt",
    ${microsecondsOf('d.created_at')} as at
  from deliveries d
  left join refused_addresses r on r.channel = d.channel and r.address = lower(d.recipient)`;

const newestKey = instantKey(z.uuid());

/** What became of notifications, newest first. */
export async function listDeliveries(
  database: Database,
  { status, channel, notification, userId, ...slice }: DeliveryQuery,
): Promise<GrowingPage<DeliveryBody>> {
  const { after, offset } = startOf(slice, newestKey);
  const em = database.fork();
  const filters = Object.entries({ status, channel, notification, user_id: userId }).flatMap(
    ([column, value]): [string, SqlValue][] => (value === undefined ? [] : [[`d.${column} = ?`, value]]),
  );
  const where = ['true', ...filters.map(([condition]) => condition)].join(' and ');
  const values = filters.map(([, value]) => value);
  const found = await query<DeliveryBody & { at: number }>(
    em,
    `${SELECT} where ${where} ${after ? `and (d.created_at, d.id) < (${INSTANT_OF_CURSOR}, ?::uuid)` : ''}
     order by d.created_at desc, d.id desc limit ? offset ?`,
    [...values, ...(after ?? []), slice.limit + 1, offset],
  );
  const [count] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from (select from deliveries d where ${where} limit ?) fitting`,
    [...values, COUNT_LIMIT],
  );
  const { rows, next } = cutSlice(found, slice, ({ at, id }) => [at, id]);
  return { ...toPage(rows.map(toBody), count?.total ?? 0, slice), next };
}

/** One of them, which is there. */
export async function readDelivery(em: EntityManager, id: string): Promise<DeliveryBody> {
  const [row] = await query<DeliveryBody & { at: number }>(em, `${SELECT} where d.id = ?`, [id]);
  if (!row) throw new Error(`delivery ${id} has gone`);
  return toBody(row);
}

const iso = (instant: string | null): string | null => instant && new Date(instant).toISOString();

const toBody = ({ at: _, ...row }: DeliveryBody & { at: number }): DeliveryBody => ({
  ...row,
  addressRefusedAt: iso(row.addressRefusedAt),
  createdAt: new Date(row.createdAt).toISOString(),
  sentAt: iso(row.sentAt),
});
