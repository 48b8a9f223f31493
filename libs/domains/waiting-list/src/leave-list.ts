import type { UserPrincipal } from '@antrean/platform/auth';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { EntryBody, GuestEntryBody } from './waiting.contract.ts';
import { findLinked } from './waiting-link.ts';
import { waitingProblem } from './waiting.problem.ts';
import { entryBodyOf, findEntry } from './waiting.queries.ts';
import { leave, look, takeEntries } from './write-entry.ts';

/**
 * Takes somebody off the list, who has nothing offered: by themselves, or by the clinic. The second time nothing happens.
 * @throws problem `not_found`, `waiting_status_conflict`
 */
export const leaveList = (
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  id: number,
): Promise<EntryBody> =>
  transaction(unitOfWork, context, async (tx) => {
    const entry = await findEntry(tx.em, actor, id);
    if (entry.status === 'left') return entry;
    const [left] = await leave(tx, [entry.id]);
    if (left === undefined)
      throw waitingProblem('waiting_status_conflict', {
        parameters: { currentStatus: (await entryBodyOf(tx.em, entry.id)).status },
      });
    return entryBodyOf(tx.em, entry.id);
  });

interface ByLink {
  readonly unitOfWork: UnitOfWork;
  readonly context: Context;
  readonly token: string;
}

/** Gives a guest, who has proven the address by the link, a place at the end of the list; the second time it stays theirs. */
export const confirmByLink = ({ unitOfWork, context, token }: ByLink): Promise<GuestEntryBody> =>
  transaction(unitOfWork, context, async (tx) => {
    const id = await findLinked(tx.em, token);
    const [proven] = await takeEntries(tx, [id], 'prove');
    const entry = await entryBodyOf(tx.em, id);
    if (proven !== undefined) look(tx, entry.clinicId);
    return shown(entry);
  });

/** Takes a guest off the list, and forgets them. What was offered by then is a booking, with a link of its own. */
export const leaveByLink = ({ unitOfWork, context, token }: ByLink): Promise<GuestEntryBody> =>
  transaction(unitOfWork, context, async (tx) => {
    const id = await findLinked(tx.em, token);
    await leave(tx, [id]);
    return shown(await entryBodyOf(tx.em, id));
  });

/** The entry as its link shows it now. @throws problem `waiting_link_invalid` */
export const openByLink = async (em: EntityManager, token: string): Promise<GuestEntryBody> =>
  shown(await entryBodyOf(em, await findLinked(em, token)));

const shown = ({
  id: _,
  customerId: _customer,
  bookingId: _booking,
  ...entry
}: EntryBody): GuestEntryBody => ({
  ...entry,
  may: {
    confirm: entry.status === 'unconfirmed',
    leave: entry.status === 'unconfirmed' || entry.status === 'waiting',
  },
});
