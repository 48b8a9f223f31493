import {
  issueDeviceToken,
  listDeviceTokens,
  revokeDeviceTokens,
  type IssuedToken,
  type TokenView,
} from '@antrean/api-tokens';
import type { UserPrincipal } from '@antrean/platform/auth';
import { findRow, lockRow, type Database } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { z } from 'zod';
import type { deviceTokenInput } from '../machine.contract.ts';
import { Rvm } from '../machine.entity.ts';
import { abilities } from '../machine.policy.ts';
import { subjectOf } from '../manage-machine.ts';

/**
 * Makes a token by which a machine tells how it is, and may do nothing else. Whoever is given one may be another computer,
 * which counts its reports from one again.
 * @throws problem `not_found`, `too_many_tokens`, `invalid_request` for an expiry out of bounds
 */
export async function createDeviceToken(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  machineId: number,
  { name, expiresAt }: z.output<typeof deviceTokenInput>,
): Promise<IssuedToken> {
  return transaction(unitOfWork, context, async (tx) => {
    const { id, code } = await lockRow(tx.em, Rvm, { id: machineId });
    const device = {
      subject: subjectOf(id),
      name: name ?? code,
      abilities: Object.values(abilities),
      expiresAt,
    };
    return issueDeviceToken(tx, actor, device);
  });
}

/** The valid tokens of a machine, the newest first. @throws problem `not_found` */
export async function readDeviceTokens(database: Database, machineId: number): Promise<TokenView[]> {
  const em = database.fork();
  const { id } = await findRow(em, Rvm, { id: machineId });
  return listDeviceTokens(em, subjectOf(id));
}

/** Ends a token of a machine, at once. @throws problem `not_found`, also for one that is over */
export async function revokeDeviceToken(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  context: Context,
  machineId: number,
  tokenId: string,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    if ((await revokeDeviceTokens(tx, subjectOf(machineId), tokenId)) === 0) throw problem('not_found');
  });
}
