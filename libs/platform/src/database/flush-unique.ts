import { UniqueConstraintViolationException, type EntityManager } from '@mikro-orm/postgresql';
import { problem, type Problem } from '../problem/index.ts';

/**
 * Writes what changed.
 * @param taken the refusal when another row has a value that only one may have, or one that counts as the same; it is
 *   told what PostgreSQL says, which names the index
 */
export async function flushUnique(em: EntityManager, taken: (said: string) => Problem): Promise<void> {
  try {
    await em.flush();
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw taken(error.message);
  }
}

/** A refusal of a name that another row has. */
export const nameTaken = (field: string, value: string): Problem =>
  problem('name_taken', {
    parameters: { field, value },
    errors: [{ field: `body.${field}`, message: { en: 'is taken', id: 'sudah dipakai' } }],
  });
