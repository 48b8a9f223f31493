import { query, type Database } from '@antrean/platform/database';
import type { JsonObject } from '@antrean/platform/messages';

export interface TakenEvent {
  name: string;
  payload: JsonObject;
  actorId: number | null;
}

/** The events that were published since the last call, in order; they are gone then. For tests without a worker. */
export async function takeEvents(database: Database): Promise<TakenEvent[]> {
  const rows = await query<{ name: string; payload: JsonObject; actor_id: string | null }>(
    database.fork(),
    `with taken as (delete from outbox_events returning id, name, payload, actor_id)
     select name, payload, actor_id from taken order by id`,
  );
  return rows.map(({ actor_id, ...row }) => ({
    ...row,
    actorId: actor_id === null ? null : Number(actor_id),
  }));
}
