import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  auditEntryOf,
  createMessageRegistry,
  type AnyEvent,
  type JsonObject,
} from '@antrean/platform/messages';
import type { UserPrincipal } from '@antrean/platform/auth';
import { audienceOf } from '@antrean/platform/realtime';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { workOrderMessages } from './messages.ts';
import { startWorkOrderApi, type WorkOrderApi } from './work-order-api.factory.ts';

const { events } = createMessageRegistry(workOrderMessages);

/** What goes out, as the realtime tier works it out from the stored event. */
const hears = (event: AnyEvent, payload: JsonObject) =>
  audienceOf(event, {
    seq: 1,
    id: 'e',
    at: '',
    name: event.name,
    version: event.version,
    payload,
    actorId: null,
    correlationId: null,
  })!;

let api: WorkOrderApi;
let manager: UserPrincipal;
let first: UserPrincipal;
let second: UserPrincipal;

beforeAll(async () => {
  api = await startWorkOrderApi();
  manager = await createTestPrincipal(api.database, { role: 'production_manager' });
  first = await createTestPrincipal(api.database, { role: 'production_operator' });
  second = await createTestPrincipal(api.database, { role: 'production_operator' });
});
afterAll(() => api.close());

describe('everything that happens to an order', () => {
  it('S2-WO-01 S2-WO-04 S2-WO-07 S2-WO-09 reaches managers and the operator, on reassignment both, and leaves one audit record each', async () => {
    const put = (actor: UserPrincipal, path: string, body: JsonObject) => api.send(actor, 'PUT', path, body);
    const { body } = await api.send(manager, 'POST', '/workorders', {
      product_name: 'Kursi',
      quantity: 10,
      deadline: '2099-12-31',
      operator_id: first.userId,
    });
    const path = `/workorders/${String(body['id'])}`;
    await put(first, `${path}/status`, { status: 'In Progress', quantity: 0 });
    await put(first, `${path}/status`, { status: 'In Progress', quantity: 4 });
    await api.send(first, 'POST', `${path}/progress`, { note: 'Kayu habis' });
    await put(manager, path, { operator_id: second.userId, priority: 'high' });
    await put(second, `${path}/status`, { status: 'Completed', quantity: 6 });
    const published = await api.takeEvents();
    const heard = published.map(({ name, payload }) => {
      const { namespace, rooms } = hears(events.get(name)!, payload);
      return [name, namespace, rooms];
    });
    const [a, b] = [first, second].map(({ userId }) => `work-orders.work@user:${userId}`);
    const [managers, feed] = ['work-orders.manage', '/notifications'];
    expect(heard).toEqual([
      ['workorder.created', feed, [managers, a]],
      ['workorder.assigned', feed, [managers, a]],
      ['workorder.status.changed', feed, [managers, a]],
      ['workorder.progress.added', feed, [managers, a]],
      ['workorder.progress.added', feed, [managers, a]],
      ['workorder.assigned', feed, [managers, b, a]],
      ['workorder.updated', feed, [managers, b]],
      ['workorder.status.changed', feed, [managers, b]],
    ]);

    const number = String(body['number']);
    const trail = published.flatMap(({ name, payload, actorId }) => {
      const entry = auditEntryOf(events.get(name)!, payload);
      if (!entry) return [];
      expect(entry.subject).toBe(number);
      return { action: entry.action, user_id: actorId, detail: entry.detail };
    });
    expect(trail).toEqual([
      {
        action: 'WORKORDER_CREATED',
        user_id: manager.userId,
        detail: `${number}: 10 × Kursi until 2099-12-31T16:59:59.999Z, for user ${first.userId}`,
      },
      {
        action: 'WORKORDER_STATUS_CHANGED',
        user_id: first.userId,
        detail: `${number}: Pending → In Progress, 0 made, 0 in all`,
      },
      { action: 'WORKORDER_PROGRESS_ADDED', user_id: first.userId, detail: `${number}: 4 made, 4 in all` },
      { action: 'WORKORDER_PROGRESS_ADDED', user_id: first.userId, detail: `${number}: Kayu habis` },
      {
        action: 'WORKORDER_ASSIGNED',
        user_id: manager.userId,
        detail: `${number}: from user ${first.userId} to user ${second.userId}`,
      },
      { action: 'WORKORDER_UPDATED', user_id: manager.userId, detail: `${number}: priority is now high` },
      {
        action: 'WORKORDER_STATUS_CHANGED',
        user_id: second.userId,
        detail: `${number}: In Progress → Completed, 6 made, 10 in all`,
      },
    ]);
  });
});
