import type { AddressBlock } from '@antrean/platform/blocking';
import {
  COUNT_LIMIT,
  cutSlice,
  idKey,
  prepared,
  query,
  startOf,
  type SqlValue,
} from '@antrean/platform/database';
import { toPage, type GrowingPage } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { IpBlockQuery, IpBlockView } from './ip-block.contract.ts';

/** Blocks of one origin that may stand at a time: each process holds them in memory and looks through them. */
export const MOST_STANDING = 5_000;

interface IpBlockRow extends Omit<
  IpBlockView,
  'createdBy' | 'liftedBy' | 'createdAt' | 'expiresAt' | 'liftedAt'
> {
  createdAt: string;
  expiresAt: string | null;
  liftedAt: string | null;
  createdById: number | null;
  createdByName: string | null;
  liftedById: number | null;
  liftedByName: string | null;
}

const VIEW = `
  select b.id, b.cidr::text as cidr, b.origin, b.reason,
    case when b.ends_at > now() then 'standing' when b.lifted_at is null then 'expired' else 'lifted' end as state,
    b.created_at as "createdAt", b.expires_at as "expiresAt", b.lifted_at as "liftedAt",
    b.created_by as "createdById", c.full_name as "createdByName",
    b.lifted_by as "liftedById", l.full_name as "liftedByName"
  from ip_blocks b
  left join users_v c on c.id = b.created_by
  left join users_v l on l.id = b.lifted_by`;

const iso = (instant: string): string => new Date(instant).toISOString();
const person = (id: number | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });

const toView = ({
  createdById,
  createdByName,
  liftedById,
  liftedByName,
  ...row
}: IpBlockRow): IpBlockView => ({
  ...row,
  createdAt: iso(row.createdAt),
  createdBy: person(createdById, createdByName),
  expiresAt: row.expiresAt && iso(row.expiresAt),
  liftedAt: row.liftedAt && iso(row.liftedAt),
  liftedBy: person(liftedById, liftedByName),
});

/** Those of these blocks that are there, in the order of their ids. */
export async function readIpBlocks(em: EntityManager, ids: readonly number[]): Promise<IpBlockView[]> {
  const rows = await query<IpBlockRow>(em, `${VIEW} where b.id = any(?::bigint[]) order by b.id`, [
    `{${ids.join(',')}}`,
  ]);
  return rows.map(toView);
}

/** One block; undefined when there is none. */
export const findIpBlock = async (em: EntityManager, id: number): Promise<IpBlockView | undefined> =>
  (await readIpBlocks(em, [id]))[0];

/** Blocks that fit a filter, newest first. */
export async function listIpBlocks(
  em: EntityManager,
  { state, origin, address, ...slice }: IpBlockQuery,
): Promise<GrowingPage<IpBlockView>> {
  const { after, offset } = startOf(slice, idKey);
  const conditions: string[] = ['true'];
  const values: SqlValue[] = [];
  if (state) conditions.push(state === 'standing' ? 'b.ends_at > now()' : 'b.ends_at <= now()');
  if (origin !== undefined) {
    conditions.push('b.origin = ?');
    values.push(origin);
  }
  if (address !== undefined) {
    conditions.push('b.cidr >>= ?::inet');
    values.push(address);
  }
  const where = conditions.join(' and ');
  const found = await query<IpBlockRow>(
    em,
    `${VIEW} where ${where} ${after ? 'and b.id < ?' : ''} order by b.id desc limit ? offset ?`,
    [...values, ...(after ?? []), slice.limit + 1, offset],
  );
  const [count] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from (select from ip_blocks b where ${where} limit ?) fitting`,
    [...values, COUNT_LIMIT],
  );
  const { rows, next } = cutSlice(found, slice, ({ id }) => [id]);
  return { ...toPage(rows.map(toView), count?.total ?? 0, slice), next };
}

const VERSION = prepared(`select version::text as version from ip_block_state where only_row = ?`);

/** Changes whenever blocks do. */
export async function readVersion(em: EntityManager): Promise<string> {
  const [state] = await query<{ version: string }>(em, VERSION, [true]);
  return state?.version ?? '';
}

/** The blocks that stand. */
export const readStanding = (em: EntityManager): Promise<AddressBlock[]> =>
  query<AddressBlock>(
    em,
    `select cidr::text as cidr, origin,
       case when isfinite(ends_at) then (extract(epoch from ends_at - now()) * 1000)::float8 end as "endsInMs"
     from ip_blocks where ends_at > now() order by id desc limit ?`,
    [2 * MOST_STANDING],
  );
