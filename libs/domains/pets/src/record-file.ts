import type { UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { discardFiles, type FileStorage } from '@antrean/platform/files';
import { problem, type Reply } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import { receiveUpload } from '@antrean/platform/uploads';
import type { EntityManager } from '@mikro-orm/postgresql';
import { assertFileHasRoom, assertOwnerHasRoom } from './assert-room.ts';
import type { SentFile, UploadDependencies } from './image.ts';
import { recordUpdated } from './messages.ts';
import { findFile, insertFile, recordFileKind, sendFile, toFileViews, type FileView } from './pet-file.ts';
import { readRecord } from './record.queries.ts';
import { lockRecord, told, type RecordTarget } from './write-record.ts';

type Which = Pick<RecordTarget, 'petId' | 'recordId'>;

/**
 * Attaches a file to a record, which becomes a later version.
 * @throws problem those of `lockRecord`, `pet_limit_reached`, `pet_storage_full`, those of {@link recordFileKind}
 */
export function attachToRecord(
  dependencies: UploadDependencies,
  actor: UserPrincipal,
  context: Context,
  { petId, recordId, ...sent }: Which & SentFile,
): Promise<FileView> {
  const lockWithRoom = async (tx: Tx, bytes: number) => {
    const { pet, record } = await lockRecord(tx, actor, { petId, recordId });
    await assertFileHasRoom(tx, petId, record);
    if (record.writtenBy === 'owner') await assertOwnerHasRoom(tx, pet, bytes);
    return { pet, record };
  };
  return receiveUpload(
    dependencies,
    context,
    { kind: recordFileKind, folder: String(petId), ...sent },
    {
      check: async (tx) => void (await lockWithRoom(tx, 1)),
      keep: async (tx, file) => {
        const { pet, record } = await lockWithRoom(tx, file.size);
        const row = await insertFile(tx.em, 'pet_record_attachments', recordId, file);
        await grow(tx, recordId);
        publish(tx, recordUpdated, told(pet, record));
        const url = `/api/pets/${petId}/medical-records/${recordId}/attachments/${row.id}`;
        const [view] = await toFileViews(tx.em, [row], () => url);
        if (!view) throw new Error('a file has no view');
        return view;
      },
    },
  );
}

/** Takes a file off a record. @throws problem those of `lockRecord` */
export async function detachFromRecord(
  { unitOfWork }: Pick<UploadDependencies, 'unitOfWork'>,
  actor: UserPrincipal,
  context: Context,
  { attachmentId, ...target }: Which & { attachmentId: number },
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const { pet, record } = await lockRecord(tx, actor, target);
    const { key } = await findFile(tx.em, 'pet_record_attachments', record.id, attachmentId);
    await query(tx.em, `delete from pet_record_attachments where id = ?`, [attachmentId]);
    await grow(tx, record.id);
    await discardFiles(tx, [key]);
    publish(tx, recordUpdated, told(pet, record));
  });
}

/** A file of a record or its thumbnail, to be saved. @throws problem `not_found` */
export async function downloadFromRecord(
  em: EntityManager,
  storage: FileStorage,
  actor: UserPrincipal,
  { attachmentId, ...which }: Which & { attachmentId: number },
  part: 'file' | 'thumbnail',
): Promise<Reply<never>> {
  const record = await readRecord(em, actor, which);
  if (!record.attachments.some(({ id }) => id === attachmentId)) throw problem('not_found');
  return sendFile(em, storage, await findFile(em, 'pet_record_attachments', record.id, attachmentId), part);
}

const grow = (tx: Tx, recordId: number) =>
  query(tx.em, `update pet_records set version = version + 1, updated_at = now() where id = ?`, [recordId]);
