import type { EntityManager } from '@mikro-orm/postgresql';
import { query } from '../database/index.ts';
import { enqueue } from '../outbox/index.ts';
import type { Tx } from '../transaction/index.ts';
import type { FileDescription } from './download-file.ts';
import { makeThumbnail } from './file.messages.ts';

/** Has a thumbnail of a kept image made, in the transaction that keeps it; it goes when the image is discarded. */
export async function requestThumbnail(tx: Tx, key: string): Promise<void> {
  await query(tx.em, `insert into file_thumbnails (source_key) values (?)`, [key]);
  enqueue(tx, makeThumbnail, { key });
}

/** The thumbnails of images by the keys of those, as far as they are made yet; by one statement. */
export async function findThumbnails(
  em: EntityManager,
  keys: readonly string[],
): Promise<Map<string, FileDescription>> {
  if (keys.length === 0) return new Map();
  const rows = await query<{ source: string; key: string; sha256: string }>(
    em,
    `select source_key as source, key, sha256 from file_thumbnails
     where source_key in (select jsonb_array_elements_text(?::jsonb)) and key is not null`,
    [JSON.stringify(keys)],
  );
  return new Map(
    rows.map(({ source, key, sha256 }) => [
      source,
      { key, sha256, name: 'thumbnail.webp', contentType: 'image/webp' },
    ]),
  );
}

/** Forgets the thumbnails of images that are given up. @returns the keys of those that are made */
export async function forgetThumbnails({ em }: Tx, keys: readonly string[]): Promise<string[]> {
  const rows = await query<{ key: string | null }>(
    em,
    `delete from file_thumbnails where source_key in (select jsonb_array_elements_text(?::jsonb)) returning key`,
    [JSON.stringify(keys)],
  );
  return rows.flatMap(({ key }) => key ?? []);
}
