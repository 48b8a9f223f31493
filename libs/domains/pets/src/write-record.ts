import type { UserPrincipal } from '@antrean/platform/auth';
import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import { discardFiles } from '@antrean/platform/files';
import { assertVersion, invalidField, problem, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import { assertRecordHasRoom } from './assert-room.ts';
import { lockPet } from './keep-pet.ts';
import { recordCreated, recordDeleted, recordUpdated } from './messages.ts';
import { clinicsOf, owns } from './pet.policy.ts';
import { TODAY, type KnownPet } from './pet.queries.ts';
import type { NewRecord, RecordChanges, RecordView } from './record.contract.ts';
import { readRecord, selectRecords } from './record.queries.ts';

export interface RecordDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly config: Pick<Config, 'businessZone'>;
}

/**
 * Writes into the medical history of a pet: its owner, or staff for their clinic.
 * @throws problem `not_found`, `pet_deleted`, `pet_limit_reached`, `invalid_request` for a day in the future or a clinic
 *   that is none of theirs
 */
export async function createRecord(
  { unitOfWork, config }: RecordDependencies,
  actor: UserPrincipal,
  context: Context,
  petId: number,
  { date, type, title, notes, clinicId }: NewRecord,
): Promise<RecordView> {
  return transaction(unitOfWork, context, async (tx) => {
    const pet = await lockPet(tx, actor, petId);
    const byClinic = !owns(actor, pet);
    await assertPast(tx, config.businessZone, date);
    if (!byClinic) await assertClinic(tx, clinicId);
    const where = byClinic ? clinicWrittenFor(actor, pet, clinicId) : (clinicId ?? null);
    await assertRecordHasRoom(tx, petId, { writtenBy: byClinic ? 'clinic' : 'owner', clinicId: where });
    const [written] = await query<{ id: number }>(
      tx.em,
      `insert into pet_records (pet_id, date, type, title, notes, clinic_id, by_clinic, written_by)
       values (?, ?::date, ?, ?, ?, ?, ?, ?) returning id`,
      [petId, date, type, title, notes, where, byClinic, actor.userId],
    );
    if (!written) throw new Error('an insert returned no row');
    const record = await readRecord(tx.em, actor, { petId, recordId: written.id });
    publish(tx, recordCreated, told(pet, record));
    return record;
  });
}

export interface RecordTarget {
  readonly petId: number;
  readonly recordId: number;
  readonly ifMatch?: VersionCondition | undefined;
}

/**
 * Changes a record; what is not named stays, and what is as it was is no change.
 * @throws problem as {@link lockRecord}, `invalid_request`
 */
export async function updateRecord(
  { unitOfWork, config }: RecordDependencies,
  actor: UserPrincipal,
  context: Context,
  target: RecordTarget,
  changes: RecordChanges,
): Promise<RecordView> {
  return transaction(unitOfWork, context, async (tx) => {
    const { pet, record } = await lockRecord(tx, actor, target);
    const after = { ...record, ...changes };
    if (CHANGEABLE.every((field) => after[field] === record[field])) return record;
    if (changes.date !== undefined) await assertPast(tx, config.businessZone, changes.date);
    if (after.clinicId !== record.clinicId) {
      if (record.writtenBy === 'clinic') {
        throw invalidField('body.clinicId', {
          en: 'stays that of the clinic which wrote the record',
          id: 'tetap klinik yang menulis rekam medis ini',
        });
      }
      await assertClinic(tx, after.clinicId);
    }
    await query(
      tx.em,
      `update pet_records set date = ?::date, type = ?, title = ?, notes = ?, clinic_id = ?, version = version + 1,
              updated_at = now() where id = ?`,
      [after.date, after.type, after.title, after.notes, after.clinicId, record.id],
    );
    publish(tx, recordUpdated, told(pet, after));
    return readRecord(tx.em, actor, target);
  });
}
const CHANGEABLE = ['date', 'type', 'title', 'notes', 'clinicId'] as const;

/** Deletes a record with its files. @throws problem as {@link lockRecord} */
export async function deleteRecord(
  { unitOfWork }: Pick<RecordDependencies, 'unitOfWork'>,
  actor: UserPrincipal,
  context: Context,
  target: RecordTarget,
): Promise<void> {
  return transaction(unitOfWork, context, async (tx) => {
    const { pet, record } = await lockRecord(tx, actor, target);
    const files = await query<{ key: string }>(
      tx.em,
      `select file_key as key from pet_record_attachments where record_id = ?`,
      [record.id],
    );
    await query(tx.em, `delete from pet_records where id = ?`, [record.id]);
    await discardFiles(
      tx,
      files.map(({ key }) => key),
    );
    publish(tx, recordDeleted, told(pet, record));
  });
}

/**
 * A record that the actor may change: what the owner wrote the owner, what a clinic wrote its staff.
 * @throws problem `not_found`, `forbidden`, `pet_deleted`, `stale_version`
 */
export async function lockRecord(
  tx: Tx,
  actor: UserPrincipal,
  { petId, recordId, ifMatch }: RecordTarget,
): Promise<{ pet: KnownPet; record: RecordView }> {
  const pet = await lockPet(tx, actor, petId);
  const [record] = await selectRecords(tx.em, `r.id = ? and r.pet_id = ?`, [recordId, petId]);
  if (!record) throw problem('not_found');
  const isOurs =
    record.writtenBy === 'owner'
      ? owns(actor, pet)
      : record.clinicId !== null && reaches(clinicsOf(actor), record.clinicId);
  if (!isOurs) throw problem('forbidden');
  assertVersion(record.version, ifMatch);
  return { pet, record };
}

/** What is told of a record: that it is there, not what it says. */
export const told = (
  { id: petId, name, ownerId, clinicIds }: KnownPet,
  { id: recordId, clinicId, writtenBy }: Pick<RecordView, 'id' | 'clinicId' | 'writtenBy'>,
) => ({ petId, name, ownerId, clinicIds, recordId, clinicId, writtenBy });

const reaches = (clinics: 'all' | ReadonlySet<number>, id: number): boolean =>
  clinics === 'all' || clinics.has(id);

/** The clinic for which staff write: the one that they name, or the only one that it can be. */
function clinicWrittenFor(
  actor: UserPrincipal,
  { clinicIds }: KnownPet,
  named: number | null | undefined,
): number {
  const reach = clinicsOf(actor);
  const possible = clinicIds.filter((id) => reaches(reach, id));
  const [only] = possible;
  const wanted = named ?? (possible.length === 1 ? only : undefined);
  if (wanted === undefined || !possible.includes(wanted)) {
    throw invalidField('body.clinicId', {
      en: 'must be a clinic of yours that the pet has been at',
      id: 'harus klinik Anda yang pernah dikunjungi hewan ini',
    });
  }
  return wanted;
}

async function assertClinic(tx: Tx, clinicId: number | null | undefined): Promise<void> {
  if (clinicId === null || clinicId === undefined) return;
  const rows = await query(tx.em, `select 1 from clinics_v where id = ?`, [clinicId]);
  if (rows.length > 0) return;
  throw invalidField('body.clinicId', { en: 'is no clinic', id: 'bukan klinik' });
}

async function assertPast(tx: Tx, zone: string, date: string): Promise<void> {
  const rows = await query(tx.em, `select 1 where ?::date > ${TODAY}`, [date, zone]);
  if (rows.length > 0) {
    throw invalidField('body.date', { en: 'lies in the future', id: 'masih di masa depan' });
  }
}
