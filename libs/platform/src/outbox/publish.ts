import { audienceKeys, type EventDefinition, type JsonObject } from '../messages/index.ts';
import type { Tx } from '../transaction/index.ts';

/**
 * Publishes an event with the transaction: it becomes known if and only if the transaction commits.
 * @throws ZodError when the payload does not fit the declaration; the transaction rolls back.
 */
export function publish<P extends JsonObject>(tx: Tx, event: EventDefinition<P>, payload: NoInfer<P>): void {
  const parsed = event.schema.parse(payload);
  tx.writes.events.push({
    name: event.name,
    version: event.version,
    payload: JSON.stringify(parsed),
    audience: audienceKeys(event, parsed),
  });
}
