import { isCovered } from '@antrean/platform/blocking';
import { query, textArray } from '@antrean/platform/database';
import { invalidField, problem } from '@antrean/platform/problem';
import { publish } from '@antrean/platform/outbox';
import type { Tx } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import type { ipBlockChange, ipBlockInput, IpBlockView } from './ip-block.contract.ts';
import { ipBlockChanged, ipBlockCreated, ipBlockLifted } from './ip-block.messages.ts';
import { ipBlockProblem } from './ip-block.problem.ts';
import { findIpBlock, MOST_STANDING, readIpBlocks } from './ip-block.queries.ts';

/** How long an automatic block stands. */
const AUTOMATIC_MINUTES = 15;
const FLOODED = 'It went on sending although it was refused.';
/** So long after one was lifted, its address is not blocked automatically again. */
const FORGIVEN = '1 hour';

/** Whoever changes blocks takes turns, and all processes look at them again. */
async function beginChange(em: EntityManager): Promise<void> {
  await query(em, `update ip_block_state set version = version + 1`);
}

const told = ({ id, cidr, origin, reason, expiresAt }: IpBlockView) => ({
  ...{ id, cidr, origin, reason, expiresAt },
});

async function assertFuture(em: EntityManager, instant: string | null): Promise<void> {
  const [row] = await query<{ future: boolean }>(
    em,
    `select coalesce(?::timestamptz > now(), true) as future`,
    [instant],
  );
  if (row?.future) return;
  throw invalidField('body.expiresAt', {
    en: 'has passed already; choose a time to come, or leave it out',
    id: 'sudah lewat; pilih waktu mendatang atau kosongkan',
  });
}

async function countStanding(em: EntityManager, origin: IpBlockView['origin']): Promise<number> {
  const [row] = await query<{ count: number }>(
    em,
    `select count(*)::int as count from ip_blocks where ends_at > now() and origin = ?`,
    [origin],
  );
  return row?.count ?? 0;
}

async function read(em: EntityManager, id: number): Promise<IpBlockView> {
  const block = await findIpBlock(em, id);
  if (!block) throw problem('not_found');
  return block;
}

/**
 * Blocks a network.
 * @param asker who asks, and from where: nobody locks themselves out
 * @throws problem `ip_block_locks_you_out`, `ip_block_exists`, `ip_blocks_full`, `invalid_request` for an end that has passed
 */
export async function createIpBlock(
  tx: Tx,
  { cidr, reason, expiresAt }: z.output<typeof ipBlockInput>,
  asker: { userId: number; address: string },
): Promise<IpBlockView> {
  if (isCovered(asker.address, cidr))
    throw ipBlockProblem('ip_block_locks_you_out', { parameters: { address: asker.address, cidr } });
  await assertFuture(tx.em, expiresAt);
  await beginChange(tx.em);
  const [same] = await query<{ id: number; cidr: string }>(
    tx.em,
    `select id, cidr::text as cidr from ip_blocks
     where cidr = network(?::inet) and origin = 'manual' and ends_at > now()`,
    [cidr],
  );
  if (same) throw ipBlockProblem('ip_block_exists', { parameters: { ...same } });
  if ((await countStanding(tx.em, 'manual')) >= MOST_STANDING)
    throw ipBlockProblem('ip_blocks_full', { parameters: { limit: MOST_STANDING } });
  const [made] = await query<{ id: number }>(
    tx.em,
    `insert into ip_blocks (cidr, origin, reason, created_by, expires_at)
     values (network(?::inet), 'manual', ?, ?, ?::timestamptz) returning id`,
    [cidr, reason, asker.userId, expiresAt],
  );
  const block = await read(tx.em, made?.id ?? 0);
  publish(tx, ipBlockCreated, told(block));
  return block;
}

/** Gives a block another end or reason. @throws problem `not_found`, `ip_block_over`, `invalid_request` */
export async function changeIpBlock(
  tx: Tx,
  id: number,
  { reason, expiresAt }: z.output<typeof ipBlockChange>,
): Promise<IpBlockView> {
  if (expiresAt !== undefined) await assertFuture(tx.em, expiresAt);
  await beginChange(tx.em);
  const before = await read(tx.em, id);
  if (before.state !== 'standing') throw ipBlockProblem('ip_block_over');
  await query(tx.em, `update ip_blocks set reason = ?, expires_at = ?::timestamptz where id = ?`, [
    reason ?? before.reason,
    expiresAt === undefined ? before.expiresAt : expiresAt,
    id,
  ]);
  const after = await read(tx.em, id);
  if (after.reason !== before.reason || after.expiresAt !== before.expiresAt)
    publish(tx, ipBlockChanged, told(after));
  return after;
}

/** Lifts a block. One that is over stays as it is. @throws problem `not_found` */
export async function liftIpBlock(tx: Tx, id: number, userId: number): Promise<void> {
  await beginChange(tx.em);
  const block = await read(tx.em, id);
  if (block.state !== 'standing') return;
  await query(tx.em, `update ip_blocks set lifted_at = now(), lifted_by = ? where id = ?`, [userId, id]);
  publish(tx, ipBlockLifted, { ...told(block), cause: 'lifted' });
}

/**
 * Blocks who floods, for a quarter of an hour: unless a block stands for them already, one was lifted not long ago, or as
 * many stand as can.
 * @param networks as `addressKey` says them
 */
export async function blockFloods(tx: Tx, networks: readonly string[]): Promise<void> {
  await beginChange(tx.em);
  const room = MOST_STANDING - (await countStanding(tx.em, 'automatic'));
  const made = await query<{ id: number }>(
    tx.em,
    `insert into ip_blocks (cidr, origin, reason, expires_at)
     select flood, 'automatic', ?, now() + ? * interval '1 minute'
     from (select network(each::inet) as flood from unnest(?::text[]) each) floods
     where not exists (select from ip_blocks b where b.cidr >>= flood and b.ends_at > now())
       and not exists (select from ip_blocks b where b.cidr = flood and b.lifted_at > now() - interval '${FORGIVEN}')
     limit ? returning id`,
    [FLOODED, AUTOMATIC_MINUTES, textArray(networks), Math.max(0, room)],
  );
  for (const block of await readIpBlocks(
    tx.em,
    made.map(({ id }) => id),
  ))
    publish(tx, ipBlockCreated, told(block));
}

/** Lifts automatic blocks that have met an administrator. @param networks as `addressKey` says them */
export async function liftForAdministrators(tx: Tx, networks: readonly string[]): Promise<void> {
  await beginChange(tx.em);
  const lifted = await query<{ id: number }>(
    tx.em,
    `update ip_blocks b set lifted_at = now()
     where origin = 'automatic' and ends_at > now()
       and exists (select from unnest(?::text[]) met where b.cidr >>= network(met::inet))
     returning id`,
    [textArray(networks)],
  );
  for (const block of await readIpBlocks(
    tx.em,
    lifted.map(({ id }) => id),
  ))
    publish(tx, ipBlockLifted, { ...told(block), cause: 'administrator_met' });
}
