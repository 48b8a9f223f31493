import type { IncomingMessage } from 'node:http';
import type { UserPrincipal } from '@antrean/platform/auth';
import { offsetOf, query } from '@antrean/platform/database';
import { discardFiles, type FileStorage } from '@antrean/platform/files';
import { problem, toPage, type Page, type Reply } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import { receiveUpload } from '@antrean/platform/uploads';
import type { EntityManager } from '@mikro-orm/postgresql';
import { assertOwnerHasRoom } from './assert-room.ts';
import { lockPet } from './keep-pet.ts';
import { imagesChanged } from './messages.ts';
import {
  FILE_COLUMNS,
  findFile,
  imageKind,
  insertFile,
  sendFile,
  toFileViews,
  type FileRow,
  type FileView,
} from './pet-file.ts';
import { owns } from './pet.policy.ts';
import { limitReached, LIMITS } from './pet.problem.ts';
import { findPet, type KnownPet } from './pet.queries.ts';

export interface UploadDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly storage: FileStorage;
}

/** A file on its way to a pet or a record. */
export interface SentFile {
  readonly request: IncomingMessage;
  readonly name: string | undefined;
  readonly signal: AbortSignal;
}

const urlOf =
  (petId: number) =>
  ({ id }: { id: number }): string =>
    `/api/pets/${petId}/images/${id}`;

/** @throws problem `not_found`, `forbidden`, `pet_deleted`, `pet_limit_reached`, `pet_storage_full`, those of {@link imageKind} */
export function addImage(
  dependencies: UploadDependencies,
  actor: UserPrincipal,
  context: Context,
  { petId, ...sent }: SentFile & { petId: number },
): Promise<FileView> {
  /** Whoever else sends one waits here, and counts then. */
  const lockWithRoom = async (tx: Tx, bytes: number): Promise<KnownPet> => {
    const pet = await lockOwn(tx, actor, petId);
    if ((await countImages(tx.em, petId)) >= LIMITS.images) throw limitReached(LIMITS.images);
    await assertOwnerHasRoom(tx, pet, bytes);
    return pet;
  };
  return receiveUpload(
    dependencies,
    context,
    { kind: imageKind, folder: String(petId), ...sent },
    {
      check: async (tx) => void (await lockWithRoom(tx, 1)),
      keep: async (tx, file) => {
        const pet = await lockWithRoom(tx, file.size);
        const image = await insertFile(tx.em, 'pet_images', petId, file);
        tell(tx, pet, image.id, 'added');
        const [view] = await toFileViews(tx.em, [image], urlOf(petId));
        if (!view) throw new Error('a file has no view');
        return view;
      },
    },
  );
}

/** Removes a picture; a job removes its bytes. @throws problem `not_found`, `forbidden` */
export async function removeImage(
  { unitOfWork }: Pick<UploadDependencies, 'unitOfWork'>,
  actor: UserPrincipal,
  context: Context,
  { petId, imageId }: { petId: number; imageId: number },
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const pet = await lockOwn(tx, actor, petId);
    const { key } = await findFile(tx.em, 'pet_images', petId, imageId);
    await query(tx.em, `delete from pet_images where id = ?`, [imageId]);
    await discardFiles(tx, [key]);
    tell(tx, pet, imageId, 'removed');
  });
}

/** The pictures of a pet, newest first. @throws problem `not_found` */
export async function listImages(
  em: EntityManager,
  actor: UserPrincipal,
  petId: number,
  paging: { page: number; limit: number },
): Promise<Page<FileView>> {
  await findPet(em, actor, petId);
  const rows = await query<FileRow>(
    em,
    `select ${FILE_COLUMNS} from pet_images where pet_id = ? order by id desc limit ? offset ?`,
    [petId, paging.limit, offsetOf(paging)],
  );
  return toPage(await toFileViews(em, rows, urlOf(petId)), await countImages(em, petId), paging);
}

/** A picture or its thumbnail, to be saved. @throws problem `not_found` */
export async function downloadImage(
  em: EntityManager,
  storage: FileStorage,
  actor: UserPrincipal,
  { petId, imageId }: { petId: number; imageId: number },
  which: 'file' | 'thumbnail',
): Promise<Reply<never>> {
  await findPet(em, actor, petId);
  return sendFile(em, storage, await findFile(em, 'pet_images', petId, imageId), which);
}

async function lockOwn(tx: Tx, actor: UserPrincipal, petId: number): Promise<KnownPet> {
  const pet = await lockPet(tx, actor, petId);
  if (!owns(actor, pet)) throw problem('forbidden');
  return pet;
}

async function countImages(em: EntityManager, petId: number): Promise<number> {
  const [count] = await query<{ images: number }>(
    em,
    `select count(*)::int as images from pet_images where pet_id = ?`,
    [petId],
  );
  return count?.images ?? 0;
}

function tell(
  tx: Tx,
  { id: petId, name, ownerId, clinicIds }: KnownPet,
  imageId: number,
  change: 'added' | 'removed',
): void {
  publish(tx, imagesChanged, { petId, name, ownerId, clinicIds, imageId, change });
}
