import { query } from '@antrean/platform/database';
import {
  defineFileKind,
  downloadFile,
  findThumbnails,
  JPEG,
  PDF,
  PNG,
  WEBP,
  type FileDescription,
  type FileStorage,
} from '@antrean/platform/files';
import { id, instant, problem, type Reply } from '@antrean/platform/http';
import type { ReceivedFile } from '@antrean/platform/uploads';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';

export const imageKind = defineFileKind({
  name: 'pet_image',
  folder: 'pet-images',
  maxBytes: 10 * 1024 * 1024,
  types: [JPEG, PNG, WEBP],
  largestSide: 2_048,
  thumbnails: true,
});

export const recordFileKind = defineFileKind({
  name: 'record_file',
  folder: 'pet-records',
  maxBytes: 10 * 1024 * 1024,
  types: [PDF, JPEG, PNG, WEBP],
  thumbnails: true,
});

export const fileView = z.object({
  id,
  filename: z.string(),
  contentType: z.string(),
  size: z.int().describe('Bytes'),
  sha256: z.string(),
  url: z.string(),
  thumbnailUrl: z
    .string()
    .nullable()
    .describe('Of an image, as soon as a worker has made one; null until then, and for other files'),
  createdAt: instant,
});
export type FileView = z.infer<typeof fileView>;

export const uploadQuery = z.object({
  filename: z.string().trim().min(1).max(255).optional().describe('Stands before the name that a form gives'),
});

/** A row of pet_images or pet_record_attachments, which hold the same of a file. */
export interface FileRow extends FileDescription {
  id: number;
  size: number;
  createdAt: string;
}

type FileTable = 'pet_images' | 'pet_record_attachments';
const PARENT = { pet_images: 'pet_id', pet_record_attachments: 'record_id' } as const;
export const FILE_COLUMNS = `id, file_key as key, file_name as name, content_type as "contentType", size, sha256,
  created_at as "createdAt"`;

/** Writes the row that has a file. */
export async function insertFile(
  em: EntityManager,
  table: FileTable,
  parentId: number,
  { key, name, contentType, size, sha256 }: ReceivedFile,
): Promise<FileRow> {
  const [row] = await query<FileRow>(
    em,
    `insert into ${table} (${PARENT[table]}, file_key, file_name, content_type, size, sha256)
     values (?, ?, ?, ?, ?, ?) returning ${FILE_COLUMNS}`,
    [parentId, key, name, contentType, size, sha256],
  );
  if (!row) throw new Error('an insert returned no row');
  return row;
}

/** @throws problem `not_found` */
export async function findFile(
  em: EntityManager,
  table: FileTable,
  parentId: number,
  fileId: number,
): Promise<FileRow> {
  const [row] = await query<FileRow>(
    em,
    `select ${FILE_COLUMNS} from ${table} where id = ? and ${PARENT[table]} = ?`,
    [fileId, parentId],
  );
  if (!row) throw problem('not_found');
  return row;
}

/** Files as the wire shows them, with the thumbnails that are there. */
export async function toFileViews<R extends FileRow>(
  em: EntityManager,
  rows: readonly R[],
  urlOf: (row: R) => string,
): Promise<FileView[]> {
  const thumbnails = await findThumbnails(
    em,
    rows.map(({ key }) => key),
  );
  return rows.map((row) => ({
    id: row.id,
    filename: row.name,
    contentType: row.contentType,
    size: row.size,
    sha256: row.sha256,
    url: urlOf(row),
    thumbnailUrl: thumbnails.has(row.key) ? `${urlOf(row)}/thumbnail` : null,
    createdAt: new Date(row.createdAt).toISOString(),
  }));
}

/** The bytes of a file, or of its thumbnail, to be saved. @throws problem `not_found` when there are none */
export async function sendFile(
  em: EntityManager,
  storage: FileStorage,
  row: FileRow,
  which: 'file' | 'thumbnail',
): Promise<Reply<never>> {
  const described = which === 'file' ? row : (await findThumbnails(em, [row.key])).get(row.key);
  const reply = described && (await downloadFile(storage, described));
  if (!reply) throw problem('not_found');
  return reply;
}
