import { invalidField } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import { findOutlet } from './organization.queries.ts';

/** @throws problem `invalid_request` that names `field` when there is no such outlet or it is closed */
export async function assertOutlet(em: EntityManager, id: number | null, field: string): Promise<void> {
  if (id === null || (await findOutlet(em, id))?.isActive) return;
  throw invalidField(field, {
    en: 'There is no active outlet with this id; GET /api/outlets lists them',
    id: 'Tidak ada outlet aktif dengan id ini; lihat GET /api/outlets',
  });
}
