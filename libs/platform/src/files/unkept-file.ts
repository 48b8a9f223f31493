import { query, type Database } from '../database/index.ts';
import { cancelJob, enqueue } from '../outbox/index.ts';
import type { Tx } from '../transaction/index.ts';
import { discardUnkept } from './file.messages.ts';
import type { FileStorage } from './file-storage.ts';
import { forgetThumbnails } from './thumbnail.ts';

/** Far longer than the server lets an upload take, or the queue a job. */
const ABANDONED_AFTER_MS = 3_600_000;

/**
 * Notes a file that is about to be written, in a transaction that commits before its first byte is: unless it is kept
 * within the hour, a job removes it. So nothing stays behind whenever this process dies.
 */
export async function announceFile(tx: Tx, key: string): Promise<void> {
  await insertUnkept(tx, [key]);
  enqueue(tx, discardUnkept, { key }, { key, runAt: new Date(Date.now() + ABANDONED_AFTER_MS) });
}

/**
 * Keeps an announced file, in the transaction that writes the row that it belongs to.
 * @throws when it was discarded meanwhile; the transaction must roll back
 */
export async function keepFile(tx: Tx, key: string): Promise<void> {
  const rows = await query(tx.em, `delete from unkept_files where key = ? returning key`, [key]);
  if (rows.length === 0) throw new Error(`The file ${key} was given up before it was kept.`);
  cancelJob(tx, discardUnkept, key);
}

/**
 * Gives kept files up, and their thumbnails, with the transaction that takes them off their rows; jobs remove them right
 * after the commit.
 */
export async function discardFiles(tx: Tx, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const all = [...keys, ...(await forgetThumbnails(tx, keys))];
  await insertUnkept(tx, all);
  for (const key of all) enqueue(tx, discardUnkept, { key }, { key, onConflict: 'replace' });
}

/**
 * Removes a file that nobody keeps, and leaves a kept one. The row is locked until the file is gone: who would keep it
 * waits and is refused. When the process dies in between, the job comes again.
 */
export async function removeUnkept(database: Database, storage: FileStorage, key: string): Promise<void> {
  await database.fork().transactional(async (em) => {
    const rows = await query(em, `delete from unkept_files where key = ? returning key`, [key]);
    if (rows.length > 0) await storage.remove(key);
  });
}

async function insertUnkept({ em }: Tx, keys: readonly string[]): Promise<void> {
  await query(
    em,
    `insert into unkept_files (key) select jsonb_array_elements_text(?::jsonb) on conflict do nothing`,
    [JSON.stringify(keys)],
  );
}
