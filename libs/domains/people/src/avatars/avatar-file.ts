import { query } from '@antrean/platform/database';
import { discardFiles } from '@antrean/platform/files';
import type { Tx } from '@antrean/platform/transaction';

/** Takes a picture off its row, which the caller's lock of the user protects. @returns whether there was one */
export async function giveUp(tx: Tx, userId: number): Promise<boolean> {
  const gone = await query<{ key: string }>(
    tx.em,
    `delete from avatars where user_id = ? returning file_key as key`,
    [userId],
  );
  const keys = gone.map(({ key }) => key);
  if (keys.length > 0) await discardFiles(tx, keys);
  return keys.length > 0;
}
