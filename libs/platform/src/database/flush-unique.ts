import { UniqueConstraintViolationException, type EntityManager } from '@mikro-orm/postgresql';
import { problem } from '../problem/index.ts';

/**
 * Writes what changed.
 * @throws problem `name_taken` when another row has this value of this field, or one that counts as the same
 */
export async function flushUnique(em: EntityManager, field: string, value: string): Promise<void> {
  try {
    await em.flush();
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw problem('name_taken', {
      parameters: { field, value },
      errors: [{ field: `body.${field}`, message: { en: 'is taken', id: 'sudah dipakai' } }],
    });
  }
}
