import { Problem } from '@antrean/platform/http';
import { enqueue } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { Database } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import { calendarKey, fillCalendar } from '../messages.ts';

/**
 * Reads a clinic's calendar. Where more of it has to be made first than a request may, a job makes it now.
 * @throws problem `overloaded` until it has, beside those of `read`
 */
export async function orFillFirst<T>(
  { database, unitOfWork }: { database: Database; unitOfWork: UnitOfWork },
  context: Context,
  clinicId: number,
  read: (em: EntityManager) => Promise<T>,
): Promise<T> {
  try {
    return await read(database.fork());
  } catch (error) {
    if (error instanceof Problem && error.code === 'overloaded') {
      await transaction(unitOfWork, context, async (tx) =>
        enqueue(tx, fillCalendar, { clinicId }, { key: calendarKey(clinicId), onConflict: 'keep' }),
      );
    }
    throw error;
  }
}
