import { cutSlice, idKey, countRows, query, startOf, type Slice } from '@antrean/platform/database';
import { toPage, type GrowingPage } from '@antrean/platform/http';
import type { Tx } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { HistoryView } from './application.contract.ts';
import type { VendorApplication } from './application.entity.ts';

export type Action =
  | 'created'
  | 'step_saved'
  | 'document_added'
  | 'document_removed'
  | 'document_verified'
  | 'document_refused'
  | 'submitted'
  | 'decided'
  | 'withdrawn'
  | 'lapsed'
  | 'documents_expired';

/**
 * Writes down what was done with a stored application. Of the saves of one step between two submissions the last one
 * stands, so that whoever saves at each key stroke fills nothing.
 */
export async function record(
  { em, context }: Tx,
  { id, submissions }: Pick<VendorApplication, 'id' | 'submissions'>,
  action: Action,
  { detail = null, reason = null }: { detail?: string | null; reason?: string | null } = {},
): Promise<void> {
  if (action === 'step_saved') {
    await query(
      em,
      `delete from vendor_application_history
       where application_id = ? and action = 'step_saved' and detail = ? and submissions = ?`,
      [id, detail, submissions],
    );
  }
  await query(
    em,
    `insert into vendor_application_history (application_id, action, actor_id, detail, reason, submissions)
     values (?, ?, ?, ?, ?, ?)`,
    [id, action, context.actorId, detail, reason, submissions],
  );
}

/** Who did what with an application that the caller may read, the oldest first. */
export async function listHistory(
  em: EntityManager,
  applicationId: number,
  slice: Slice,
): Promise<GrowingPage<HistoryView>> {
  const { after, offset } = startOf(slice, idKey);
  const found = await query<Omit<HistoryView, 'actor'> & { actor_id: number | null; name: string | null }>(
    em,
    `select h.id, h.action, h.detail, h.reason, h.actor_id, u.full_name as name, h.at
     from vendor_application_history h left join users_v u on u.id = h.actor_id
     where h.application_id = ? and h.id > ? order by h.id limit ? offset ?`,
    [applicationId, after?.[0] ?? 0, slice.limit + 1, offset],
  );
  const total = await countRows(
    em,
    `select id from vendor_application_history where application_id = ${applicationId}`,
  );
  const { rows, next } = cutSlice(found, slice, ({ id }) => [id]);
  const views = rows.map(({ actor_id, name, at, ...row }) => ({
    ...row,
    actor: actor_id === null ? null : { id: actor_id, name: name ?? '' },
    at: new Date(at).toISOString(),
  }));
  return { ...toPage(views, total, slice), next };
}
