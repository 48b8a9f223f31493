import { randomUUID } from 'node:crypto';
import { assertOutlet } from '@antrean/organization';
import type { Config } from '@antrean/platform/config';
import {
  COUNT_LIMIT,
  cutSlice,
  findRow,
  INSTANT_OF_CURSOR,
  instantKey,
  lockRow,
  microsecondsOf,
  query,
  startOf,
  type Slice,
} from '@antrean/platform/database';
import { invalidField, problem, toPage, type GrowingPage } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { DisplayPrincipal, UserPrincipal } from '@antrean/platform/auth';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { displayTokenCreated, displayTokenRevoked } from './display.messages.ts';
import {
  toDisplayView,
  type displayInput,
  type DisplayView,
  type issuedDisplay,
  type ownDisplayView,
} from './display-token.contract.ts';
import { DisplayToken } from './display-token.entity.ts';
import { signDisplayToken } from './display-token.ts';
import { RIGHTS } from './screen.ts';

/**
 * @throws problem `forbidden` when the actor does not see what the screen would show, `invalid_request` for an outlet that
 *   is not there or does not fit the screen, or an expiry that has passed
 */
export async function createDisplay(
  { unitOfWork, config }: { unitOfWork: UnitOfWork; config: Pick<Config, 'jwt'> },
  actor: UserPrincipal,
  context: Context,
  { label, screen, outletId, expiresAt }: z.output<typeof displayInput>,
): Promise<z.infer<typeof issuedDisplay>> {
  const { mayShow, byOutlet } = RIGHTS[screen];
  if (!mayShow(actor)) throw problem('forbidden');
  if (outletId !== null && !byOutlet) {
    throw invalidField('body.outletId', {
      en: 'is for screens that show sales or machines',
      id: 'hanya untuk layar penjualan atau mesin',
    });
  }
  return transaction(unitOfWork, context, async (tx) => {
    await assertOutlet(tx.em, outletId, 'body.outletId');
    if (expiresAt !== null) await assertFuture(tx.em, expiresAt);
    const display = tx.em.create(DisplayToken, {
      id: randomUUID(),
      label,
      screen,
      outletId,
      createdBy: actor.userId,
      expiresAt: expiresAt === null ? null : new Date(expiresAt),
    });
    await tx.em.flush();
    publish(tx, displayTokenCreated, { id: display.id, label, screen, outletId });
    return { ...toDisplayView(display), token: signDisplayToken(display.id, screen, config) };
  });
}

/** Ends a display and its sockets, at once. To revoke it again changes nothing. @throws problem `not_found` */
export async function revokeDisplay(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  context: Context,
  id: string,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const display = await lockRow(tx.em, DisplayToken, { id });
    if (display.revokedAt) return;
    await query(tx.em, `update display_tokens set revoked_at = now() where id = ?`, [id]);
    const { label, screen, outletId = null } = display;
    publish(tx, displayTokenRevoked, { id, label, screen, outletId });
  });
}

/** What a screen may show, by its token. */
export async function readOwnDisplay(
  em: EntityManager,
  { displayId: id, label, grants }: DisplayPrincipal,
): Promise<z.infer<typeof ownDisplayView>> {
  const { screen } = await findRow(em, DisplayToken, { id });
  return { id, label, screen, permissions: [...grants.keys()] };
}

const displayKey = instantKey(z.uuid());

/** All displays, newest first, also those that have ended. */
export async function listDisplays(em: EntityManager, slice: Slice): Promise<GrowingPage<DisplayView>> {
  const { after, offset } = startOf(slice, displayKey);
  const found = await query<{ id: string; at: number }>(
    em,
    `select id, ${microsecondsOf('created_at')} as at from display_tokens
     ${after ? `where (created_at, id) < (${INSTANT_OF_CURSOR}, ?::uuid)` : ''}
     order by created_at desc, id desc limit ? offset ?`,
    [...(after ?? []), slice.limit + 1, offset],
  );
  const [count] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from (select from display_tokens limit ?) counted`,
    [COUNT_LIMIT],
  );
  const { rows, next } = cutSlice(found, slice, ({ at, id }) => [at, id]);
  const ids = rows.map(({ id }) => id);
  const displays = await em.find(DisplayToken, { id: ids }, { orderBy: { createdAt: 'desc', id: 'desc' } });
  return { ...toPage(displays.map(toDisplayView), count?.total ?? 0, slice), next };
}

async function assertFuture(em: EntityManager, instant: string): Promise<void> {
  const [row] = await query<{ future: boolean }>(em, `select ?::timestamptz > now() as future`, [instant]);
  if (row?.future) return;
  throw invalidField('body.expiresAt', {
    en: 'has passed already; choose a time to come, or leave it out',
    id: 'sudah lewat; pilih waktu mendatang atau kosongkan',
  });
}
