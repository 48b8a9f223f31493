import { query, type Database } from '@antrean/platform/database';

/** A cat. */
export async function createTestPet(
  database: Database,
  ownerId: number,
  { name = 'Momo' }: { name?: string } = {},
): Promise<{ id: number; name: string }> {
  const [pet] = await query<{ id: number; name: string }>(
    database.fork(),
    `insert into pets (owner_id, name, species) values (?, ?, 'cat') returning id, name`,
    [ownerId, name],
  );
  if (!pet) throw new Error('no pet was made');
  return pet;
}
