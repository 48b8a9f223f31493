import { query } from '@antrean/platform/database';
import type { Tx } from '@antrean/platform/transaction';
import { limitReached, LIMITS, MEGABYTE, petProblem } from './pet.problem.ts';
import type { KnownPet } from './pet.queries.ts';
import type { RecordView } from './record.contract.ts';

/**
 * Makes sure that an owner may keep so many more bytes. Whoever else sends a file for one of their pets waits here, and
 * counts then. What clinics attach to their records is not the owner's, who cannot delete it.
 * @throws problem `pet_storage_full`
 */
export async function assertOwnerHasRoom(
  { em }: Tx,
  { ownerId }: Pick<KnownPet, 'ownerId'>,
  bytes: number,
): Promise<void> {
  await query(em, `select pg_advisory_xact_lock(hashtextextended('pets of user ' || ?::int, 0))`, [ownerId]);
  const [used] = await query<{ bytes: string }>(
    em,
    `select coalesce(sum(size), 0) as bytes from (
       select i.size from pets p join pet_images i on i.pet_id = p.id where p.owner_id = ?
       union all
       select a.size from pets p join pet_records r on r.pet_id = p.id and not r.by_clinic
       join pet_record_attachments a on a.record_id = r.id where p.owner_id = ?) kept`,
    [ownerId, ownerId],
  );
  const usedBytes = Number(used?.bytes);
  if (usedBytes + bytes <= LIMITS.ownerBytes) return;
  throw petProblem('pet_storage_full', {
    parameters: {
      limitMegabytes: LIMITS.ownerBytes / MEGABYTE,
      usedMegabytes: Math.ceil(usedBytes / MEGABYTE),
    },
  });
}

/** Who has written a record: the owner, or a clinic. */
type Writer = Pick<RecordView, 'writtenBy' | 'clinicId'>;

/** SQL: whether the owner or a clinic has written a record (`r`). Neither side, and no clinic, uses up what another has. */
const WRITTEN_BY = `r.by_clinic = ? and (not r.by_clinic or r.clinic_id = ?)`;
const writtenBy = ({ writtenBy: side, clinicId }: Writer): [boolean, number | null] => [
  side === 'clinic',
  clinicId,
];

/**
 * Makes sure that the owner of a pet, which is locked, or a clinic may write one more record of it.
 * @throws problem `pet_limit_reached`
 */
export async function assertRecordHasRoom({ em }: Tx, petId: number, writer: Writer): Promise<void> {
  const [count] = await query<{ records: number }>(
    em,
    `select count(*)::int as records from pet_records r where r.pet_id = ? and ${WRITTEN_BY}`,
    [petId, ...writtenBy(writer)],
  );
  if ((count?.records ?? 0) >= LIMITS.records) throw limitReached(LIMITS.records);
}

/**
 * Makes sure that a record of a pet, which is locked, may have one more file.
 * @throws problem `pet_limit_reached`
 */
export async function assertFileHasRoom(
  { em }: Tx,
  petId: number,
  record: Writer & Pick<RecordView, 'attachments'>,
): Promise<void> {
  if (record.attachments.length >= LIMITS.files) throw limitReached(LIMITS.files);
  const [count] = await query<{ files: number }>(
    em,
    `select count(*)::int as files from pet_records r join pet_record_attachments a on a.record_id = r.id
     where r.pet_id = ? and ${WRITTEN_BY}`,
    [petId, ...writtenBy(record)],
  );
  if ((count?.files ?? 0) >= LIMITS.filesOfPet) throw limitReached(LIMITS.filesOfPet);
}
