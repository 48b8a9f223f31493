import type { UserPrincipal } from '@antrean/platform/auth';
import { countRows, cutSlice, query, startOf, type Slice, type SqlValue } from '@antrean/platform/database';
import { problem, toPage, type GrowingPage } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { FILE_COLUMNS, toFileViews, type FileRow, type FileView } from './pet-file.ts';
import { findPet } from './pet.queries.ts';
import type { RecordView } from './record.contract.ts';

const SELECT = `
  select r.id, r.pet_id as "petId", to_char(r.date, 'YYYY-MM-DD') as date, r.type, r.title, r.notes,
         r.clinic_id as "clinicId", (select name from clinics_v where id = r.clinic_id) as "clinicName",
         case when r.by_clinic then 'clinic' else 'owner' end as "writtenBy",
         (select full_name from users_v where id = r.written_by) as author,
         r.created_at as "createdAt", r.updated_at as "updatedAt", r.version
  from pet_records r`;

type Row = Omit<RecordView, 'attachments'>;

/** Records by a condition on `r`, with their files, by two statements and one for thumbnails. */
export async function selectRecords(
  em: EntityManager,
  condition: string,
  values: readonly SqlValue[],
): Promise<RecordView[]> {
  const rows = await query<Row>(em, `${SELECT} where ${condition}`, values);
  const files = await filesOf(em, rows);
  return rows.map(({ createdAt, updatedAt, ...record }) => ({
    ...record,
    attachments: files.get(record.id) ?? [],
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  }));
}

async function filesOf(em: EntityManager, records: readonly Row[]): Promise<Map<number, FileView[]>> {
  const pets = new Map(records.map(({ id, petId }) => [id, petId]));
  if (pets.size === 0) return new Map();
  const rows = await query<FileRow & { recordId: number }>(
    em,
    `select record_id as "recordId", ${FILE_COLUMNS} from pet_record_attachments
     where record_id = any(?::bigint[]) order by id`,
    [`{${[...pets.keys()].join(',')}}`],
  );
  const views = await toFileViews(
    em,
    rows,
    ({ id, recordId }) => `/api/pets/${pets.get(recordId)}/medical-records/${recordId}/attachments/${id}`,
  );
  const found = new Map<number, FileView[]>();
  for (const [index, { recordId }] of rows.entries()) {
    const view = views[index];
    if (view) found.set(recordId, [...(found.get(recordId) ?? []), view]);
  }
  return found;
}

/** @throws problem `not_found` */
export async function readRecord(
  em: EntityManager,
  actor: UserPrincipal,
  { petId, recordId }: { petId: number; recordId: number },
): Promise<RecordView> {
  await findPet(em, actor, petId);
  const [record] = await selectRecords(em, `r.id = ? and r.pet_id = ?`, [recordId, petId]);
  if (!record) throw problem('not_found');
  return record;
}

const recordKey = z.tuple([z.iso.date(), z.int()]);

/** The medical history of a pet, the latest first. @throws problem `not_found` */
export async function listRecords(
  em: EntityManager,
  actor: UserPrincipal,
  petId: number,
  slice: Slice,
): Promise<GrowingPage<RecordView>> {
  const { after, offset } = startOf(slice, recordKey);
  await findPet(em, actor, petId);
  const found = await selectRecords(
    em,
    `r.pet_id = ? ${after ? `and (r.date, r.id) < (?::date, ?)` : ''} order by r.date desc, r.id desc limit ? offset ?`,
    [petId, ...(after ?? []), slice.limit + 1, offset],
  );
  const total = await countRows(em, `select id from pet_records where pet_id = ${petId}`);
  const { rows, next } = cutSlice(found, slice, ({ date, id }) => [date, id]);
  return { ...toPage(rows, total, slice), next };
}
