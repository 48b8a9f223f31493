import type { IncomingMessage } from 'node:http';
import type { SessionPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { downloadFile, findThumbnails, type FileStorage } from '@antrean/platform/files';
import { problem, type Reply } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import { receiveUpload } from '@antrean/platform/uploads';
import { giveUp } from './avatar-file.ts';
import { lockOwner } from '../change-profile.ts';
import { avatarKind, findAvatar, readAvatar } from './avatar.queries.ts';
import { profileUpdated } from '../messages.ts';
import type { AvatarView } from '../profile.contract.ts';

export interface AvatarDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly storage: FileStorage;
}

/**
 * Takes a picture of the actor, instead of the one that there was.
 * @throws problem those of {@link avatarKind}
 */
export function replaceAvatar(
  dependencies: AvatarDependencies,
  context: Context,
  actor: SessionPrincipal,
  { request, signal }: { request: IncomingMessage; signal: AbortSignal },
): Promise<AvatarView> {
  const { userId } = actor;
  return receiveUpload(
    dependencies,
    context,
    { kind: avatarKind, folder: String(userId), request, name: undefined, signal },
    {
      check: async (tx) => void (await lockOwner(tx, actor)),
      keep: async (tx, { key, name, contentType, size, sha256 }) => {
        await lockOwner(tx, actor);
        await giveUp(tx, userId);
        await query(
          tx.em,
          `insert into avatars (user_id, file_key, file_name, content_type, size, sha256) values (?, ?, ?, ?, ?, ?)`,
          [userId, key, name, contentType, size, sha256],
        );
        publish(tx, profileUpdated, { userId, changed: ['avatar'] });
        const avatar = await readAvatar(tx.em, userId);
        if (!avatar) throw new Error(`the avatar of user ${userId} disappeared inside its transaction`);
        return avatar;
      },
    },
  );
}

/** Removes the actor's picture; a job removes its bytes. @throws problem `not_found` when there is none */
export async function removeAvatar(
  { unitOfWork }: Pick<AvatarDependencies, 'unitOfWork'>,
  context: Context,
  actor: SessionPrincipal,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    await lockOwner(tx, actor);
    if (!(await giveUp(tx, actor.userId))) throw problem('not_found');
    publish(tx, profileUpdated, { userId: actor.userId, changed: ['avatar'] });
  });
}

/** The actor's picture, to be saved. @throws problem `not_found` when there is none */
export async function downloadAvatar(
  { unitOfWork, storage }: AvatarDependencies,
  { userId }: SessionPrincipal,
): Promise<Reply<never>> {
  const avatar = await findAvatar(unitOfWork.database.fork(), userId);
  const reply = avatar && (await downloadFile(storage, avatar));
  if (!reply) throw problem('not_found');
  return reply;
}

/** {@link downloadAvatar}, made small by a worker. @throws problem `not_found` when there is none yet */
export async function downloadThumbnail(
  { unitOfWork, storage }: AvatarDependencies,
  { userId }: SessionPrincipal,
): Promise<Reply<never>> {
  const em = unitOfWork.database.fork();
  const avatar = await findAvatar(em, userId);
  const thumbnail = avatar && (await findThumbnails(em, [avatar.key])).get(avatar.key);
  const reply = thumbnail && (await downloadFile(storage, thumbnail));
  if (!reply) throw problem('not_found');
  return reply;
}
