import type { UserPrincipal } from '@antrean/platform/auth';
import { lockRow, offsetOf, query } from '@antrean/platform/database';
import {
  assertVersion,
  invalidField,
  problem,
  toPage,
  type Page,
  type VersionCondition,
} from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AvailabilityBlock } from '../availability.entity.ts';
import { mayBlock, mayManage } from '../availability.policy.ts';
import {
  refusalOfSpan,
  toBlockBody,
  type BlockBody,
  type BlockChanges,
  type BlockQuery,
  type NewBlock,
} from './block.contract.ts';
import { blockChanged } from '../messages.ts';
import { findStaff, findStaffOf, openActiveClinic, openClinic, type StaffMember } from '../open-clinic.ts';
import { tellOfClinic, tellOfPeople } from '../tell-change.ts';
import type { ClinicScene } from '../slots/scene.queries.ts';
import type { Span } from '../calendar/calendar.ts';

interface Dependencies {
  readonly unitOfWork: UnitOfWork;
}
export interface BlockTarget {
  readonly clinicId: number;
  readonly blockId: number;
  readonly ifMatch?: VersionCondition | undefined;
}

/** Blocks that have not ended, or that lie in a time. @throws problem `not_found`, `forbidden` */
export async function listBlocks(
  em: EntityManager,
  actor: UserPrincipal,
  clinicId: number,
  { staffId, from, to, ...paging }: BlockQuery,
): Promise<Page<BlockBody>> {
  const { now } = await openClinic(em, actor, clinicId);
  const [blocks, total] = await em.findAndCount(
    AvailabilityBlock,
    {
      clinicId,
      endsAt: { $gt: new Date(from ?? now) },
      ...(to !== undefined && { startsAt: { $lt: new Date(to) } }),
      ...(staffId !== undefined && { staffId }),
    },
    { orderBy: { startsAt: 'asc', id: 'asc' }, limit: paging.limit, offset: offsetOf(paging) },
  );
  return toPage(blocks.map(toBlockBody), total, paging);
}

/** @throws problem `not_found`, `forbidden` */
export async function readBlock(
  em: EntityManager,
  actor: UserPrincipal,
  { clinicId, blockId }: BlockTarget,
): Promise<BlockBody> {
  await openClinic(em, actor, clinicId);
  const block = await em.findOne(AvailabilityBlock, { id: blockId, clinicId });
  if (!block) throw problem('not_found');
  return toBlockBody(block);
}

/**
 * Blocks time, of oneself or as a manager of anybody and of the clinic. What is booked then stays.
 * @throws problem `not_found`, `forbidden`, `clinic_inactive`, `invalid_request`
 */
export async function addBlock(
  { unitOfWork }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  clinicId: number,
  { staffId, startsAt, endsAt, reason }: NewBlock,
): Promise<BlockBody> {
  return transaction(unitOfWork, context, async (tx) => {
    const scene = await openActiveClinic(tx.em, actor, clinicId);
    const staff = await assertMayBlock(tx.em, actor, clinicId, staffId);
    const whose = { personId: staff?.personId ?? null, everywhere: isOwn(actor, staff) };
    const block = tx.em.create(AvailabilityBlock, {
      ...{ clinicId, staffId, ...whose },
      ...{ startsAt, endsAt, reason },
    });
    assertSpan(block);
    await tx.em.flush();
    await settle(tx, scene, block, 'added');
    return toBlockBody(block);
  });
}

/** @throws problem `not_found`, `forbidden`, `clinic_inactive`, `stale_version`, `invalid_request` */
export async function updateBlock(
  { unitOfWork }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  target: BlockTarget,
  changes: BlockChanges,
): Promise<BlockBody> {
  return transaction(unitOfWork, context, async (tx) => {
    const { scene, block } = await lockBlock(tx, actor, target);
    const { version, everywhere } = block;
    const before = spanOf(block);
    tx.em.assign(block, changes);
    assertSpan(block);
    const after = spanOf(block);
    const isMoved = after.start !== before.start || after.end !== before.end;
    if (everywhere && isMoved) block.everywhere = isOwn(actor, await findStaffOf(tx.em, block));
    await tx.em.flush();
    if (block.version !== version) {
      const span = { start: Math.min(before.start, after.start), end: Math.max(before.end, after.end) };
      await settle(tx, scene, block, 'updated', { span, everywhere });
    }
    return toBlockBody(block);
  });
}

/** @throws problem `not_found`, `forbidden`, `clinic_inactive`, `stale_version` */
export async function removeBlock(
  { unitOfWork }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  target: BlockTarget,
): Promise<void> {
  return transaction(unitOfWork, context, async (tx) => {
    const { scene, block } = await lockBlock(tx, actor, target);
    await tx.em.remove(block).flush();
    await settle(tx, scene, block, 'removed');
  });
}

const spanOf = ({ startsAt, endsAt }: AvailabilityBlock): Span => ({
  start: startsAt.getTime(),
  end: endsAt.getTime(),
});

/**
 * Has what somebody had blocked wherever they work bind the clinic alone that they have left, also when they come back:
 * they cannot change it meanwhile, and its manager can. Readers heed it from their leaving on.
 */
export async function bindToClinic(tx: Tx, staffId: number): Promise<void> {
  const bound = await query<{ personId: number } & Span>(
    tx.em,
    `update availability_blocks set everywhere = false where staff_id = ? and everywhere
     returning person_id as "personId", extract(epoch from starts_at)::float8 * 1000 as start,
       extract(epoch from ends_at)::float8 * 1000 as end`,
    [staffId],
  );
  const [first] = bound;
  if (!first) return;
  const start = Math.min(...bound.map((block) => block.start));
  await tellOfPeople(tx, [first.personId], { start, end: Math.max(...bound.map(({ end }) => end)) });
}

/** Whether somebody writes of their own time. */
const isOwn = ({ userId }: UserPrincipal, staff: { readonly userId: number | null } | null): boolean =>
  staff !== null && staff.userId === userId;

/** @returns whose time it is; null for the clinic's */
async function assertMayBlock(
  em: EntityManager,
  actor: UserPrincipal,
  clinicId: number,
  staffId: number | null,
): Promise<StaffMember | null> {
  const staff = staffId === null ? null : await findStaff(em, clinicId, staffId);
  if (!mayBlock(actor, clinicId, staff?.userId ?? null)) throw problem('forbidden');
  return staff;
}

async function lockBlock(
  { em }: Tx,
  actor: UserPrincipal,
  { clinicId, blockId, ifMatch }: BlockTarget,
): Promise<{ scene: ClinicScene; block: AvailabilityBlock }> {
  const scene = await openActiveClinic(em, actor, clinicId);
  const block = await lockRow(em, AvailabilityBlock, { id: blockId, clinicId });
  // Blocks of who has left are their manager's to remove.
  if (!mayManage(actor, clinicId)) await assertMayBlock(em, actor, clinicId, block.staffId ?? null);
  assertVersion(block.version, ifMatch);
  return { scene, block };
}

function assertSpan({ startsAt, endsAt }: AvailabilityBlock): void {
  const refusal = refusalOfSpan(startsAt, endsAt);
  if (refusal) throw invalidField('body.endsAt', refusal);
}

async function settle(
  tx: Tx,
  scene: ClinicScene,
  block: AvailabilityBlock,
  change: 'added' | 'updated' | 'removed',
  before: { readonly span: Span; readonly everywhere: boolean } | null = null,
): Promise<void> {
  const { clinicId, staffId = null, startsAt, endsAt } = toBlockBody(block);
  publish(tx, blockChanged, { clinicId, staffId, blockId: block.id, change, startsAt, endsAt });
  const { personId = null } = block;
  const span = before?.span ?? spanOf(block);
  const isWide = block.everywhere || before?.everywhere === true;
  const only = change === 'added' ? ({ frees: false } as const) : null;
  if (personId !== null && isWide) await tellOfPeople(tx, [personId], span, only);
  else tellOfClinic(tx, scene, span, only);
}
