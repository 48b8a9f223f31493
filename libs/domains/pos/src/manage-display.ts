import { randomUUID } from 'node:crypto';
import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import { invalidField, problem, toPage, type Page } from '@antrean/platform/http';
import {
  publish,
  transaction,
  type Actor,
  type Context,
  type TransactionHost,
} from '@antrean/platform/outbox';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import { assertOutlet } from './assert-outlet.ts';
import { displayTokenCreated, displayTokenRevoked } from './display.messages.ts';
import {
  toDisplayView,
  type displayInput,
  type displayQuery,
  type DisplayView,
  type issuedDisplay,
} from './display-token.contract.ts';
import { DisplayToken } from './display-token.entity.ts';
import { signDisplayToken } from './display-token.ts';

/** @throws problem `invalid_request` for an outlet that is not there or an expiry that has passed */
export async function createDisplay(
  { host, config }: { host: TransactionHost; config: Pick<Config, 'jwt'> },
  actor: Actor,
  context: Context,
  { label, outletId, expiresAt }: z.output<typeof displayInput>,
): Promise<z.infer<typeof issuedDisplay>> {
  return transaction(host, context, async (tx) => {
    await assertOutlet(tx.em, outletId, 'body.outletId');
    if (expiresAt !== null) await assertFuture(tx.em, expiresAt);
    const display = tx.em.create(DisplayToken, {
      id: randomUUID(),
      label,
      outletId,
      createdBy: actor.userId,
      expiresAt: expiresAt === null ? null : new Date(expiresAt),
    });
    await tx.em.flush();
    publish(tx, displayTokenCreated, { id: display.id, label, outletId });
    return { ...toDisplayView(display), token: signDisplayToken(display.id, config) };
  });
}

/** Ends a display and its sockets, at once. To revoke it again changes nothing. @throws problem `not_found` */
export async function revokeDisplay(
  { host }: { host: TransactionHost },
  context: Context,
  id: string,
): Promise<void> {
  await transaction(host, context, async (tx) => {
    const display = await tx.em.findOne(DisplayToken, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!display) throw problem('not_found');
    if (display.revokedAt) return;
    await query(tx.em, `update display_tokens set revoked_at = now() where id = ?`, [id]);
    publish(tx, displayTokenRevoked, { id, label: display.label, outletId: display.outletId ?? null });
  });
}

/** All displays, newest first, also those that have ended. */
export async function listDisplays(
  em: EntityManager,
  { page, limit }: z.output<typeof displayQuery>,
): Promise<Page<DisplayView>> {
  const [rows, total] = await em.findAndCount(
    DisplayToken,
    {},
    { orderBy: { createdAt: 'desc', id: 'desc' }, limit, offset: (page - 1) * limit },
  );
  return toPage(rows.map(toDisplayView), total, { page, limit });
}

async function assertFuture(em: EntityManager, instant: string): Promise<void> {
  const [row] = await query<{ future: boolean }>(em, `select ?::timestamptz > now() as future`, [instant]);
  if (row?.future) return;
  throw invalidField('body.expiresAt', {
    en: 'has passed already; choose a time to come, or leave it out',
    id: 'sudah lewat; pilih waktu mendatang atau kosongkan',
  });
}
