import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { startWorkOrderApi, type WorkOrderApi } from './work-order-api.factory.ts';
import type { WorkOrder } from './work-order.entity.ts';
import { createTestWorkOrder, type TestWorkOrderDetails } from './work-order.factory.ts';
import { PRIORITIES, STATUSES, type Status } from './work-order.state.ts';

let api: WorkOrderApi;
let manager: UserPrincipal;
let first: UserPrincipal;
let second: UserPrincipal;
let orders: WorkOrder[];

const HOUR_MS = 3_600_000;
const hours = (n: number): Date => new Date(Date.now() + n * HOUR_MS);

beforeAll(async () => {
  api = await startWorkOrderApi();
  manager = await createTestPrincipal(api.database, { role: 'production_manager' });
  first = await createTestPrincipal(api.database, { role: 'production_operator' });
  second = await createTestPrincipal(api.database, { role: 'production_operator' });
  orders = [];
  // Every status with every priority, overdue and not, in an order that is none of those asked for.
  for (const [s, status] of STATUSES.entries()) {
    for (const [p, priority] of [...PRIORITIES].reverse().entries()) {
      for (const operator of [first, second]) {
        const details: TestWorkOrderDetails = {
          status,
          priority,
          made: s * 2,
          businessDate: `2025-10-0${p + 1}`,
          deadline: hours(((p * 7 + s * 3 + (operator === first ? 1 : 4)) % 9) - 4.5),
          ...(status === 'Completed' && { completedAt: hours(-p) }),
        };
        orders.push(await createTestWorkOrder(api.database, operator, details));
      }
    }
  }
});
afterAll(() => api.close());

const list = (actor: UserPrincipal, path: string) => api.send(actor, 'GET', `/api/workorders${path}`);
type Row = Record<string, unknown>;
const rows = ({ body }: { body: Row }) => body['data'] as Row[];
const ids = (answer: { body: Row }) => rows(answer).map((row) => row['id']);
const isLate = (o: WorkOrder): boolean => o.status !== 'Completed' && o.deadline < new Date();

describe('the list', () => {
  it.each<[string, (o: WorkOrder) => boolean]>([
    ['status=Pending', (o) => o.status === 'Pending'],
    ['status=In+Progress', (o) => o.status === 'In Progress'],
    ['date=2025-10-02', (o) => o.businessDate === '2025-10-02'],
    ['startDate=2025-10-03', (o) => o.businessDate >= '2025-10-03'],
    ['endDate=2025-10-03', (o) => o.businessDate <= '2025-10-03'],
    ['startDate=2025-10-02&endDate=2025-10-03', (o) => ['2025-10-02', '2025-10-03'].includes(o.businessDate)],
    ['priority=urgent', (o) => o.priority === 'urgent'],
    ['overdue=true', isLate],
    ['overdue=false', (o) => !isLate(o)],
    ['operator_id=%first', (o) => o.operatorId === first.userId],
    [
      'status=In%20Progress&overdue=true&operator_id=%first&endDate=2025-10-03',
      (o) =>
        o.status === 'In Progress' &&
        isLate(o) &&
        o.operatorId === first.userId &&
        o.businessDate <= '2025-10-03',
    ],
  ])('S2-WO-05 %s narrows it', async (filter, fits) => {
    const answer = await list(manager, `?limit=200&${filter.replace('%first', String(first.userId))}`);
    const expected = orders.filter(fits).map((o) => o.id);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(orders.length);
    expect(ids(answer)).toEqual(expected.reverse());
    expect(answer.body['total']).toBe(expected.length);
  });

  it.each([
    'status=pending',
    'status=Done',
    'date=2025-02-30',
    'overdue=maybe',
    'limit=201',
    'page=0',
    'urut=asc',
  ])('S2-WO-05 400 for %s, naming it', async (filter) => {
    const { status, body } = await list(manager, `?${filter}`);
    expect([status, body['errors']]).toMatchObject([400, [{ field: `query.${filter.split('=')[0]}` }]]);
  });

  it('S2-WO-05 has pages: newest first, without overlap or gap, with the total on each', async () => {
    const pages = await Promise.all([1, 2, 3, 4].map((page) => list(manager, `?limit=9&page=${page}`)));
    expect(pages.flatMap(ids)).toEqual(orders.map((o) => o.id).reverse());
    for (const [i, { body }] of pages.entries()) {
      expect(body).toMatchObject({ total: 24, page: i + 1, limit: 9, totalPages: 3 });
    }
  });

  it('S2-WO-05 shows what is made of each', async () => {
    const made = rows(await list(manager, '?limit=200')).map((row) => [
      row['status'],
      row['completed_quantity'],
    ]);
    expect(new Set(made.map(String))).toEqual(new Set(['Pending,0', 'In Progress,2', 'Completed,4']));
  });
});

describe('an operator beyond every id', () => {
  it.each(['', '/board'])('S2-WO-05 has no orders in the list and on the board: %s', async (path) => {
    const { status, body } = await list(manager, `${path}?operator_id=${Number.MAX_SAFE_INTEGER}`);
    expect([status, JSON.stringify(body).includes('"number"')]).toEqual([200, false]);
  });
});

describe("an operator's own list", () => {
  it('S2-WO-06 has their orders only, the open ones by deadline, then the completed; it is not taken for an id', async () => {
    const answer = await list(first, '/assigned?limit=200');
    expect(answer.status).toBe(200);
    const own = orders.filter((o) => o.operatorId === first.userId);
    const byDeadline = (wanted: boolean) =>
      own
        .filter((o) => (o.status === 'Completed') === wanted)
        .sort((a, b) => a.deadline.getTime() - b.deadline.getTime() || a.id - b.id)
        .map((o) => o.id);
    expect(ids(answer)).toEqual([...byDeadline(false), ...byDeadline(true)]);
    expect((await api.send(first, 'GET', '/workorders/assigned?limit=200')).body).toEqual({
      ...answer.body,
      now: expect.any(String),
    });
  });

  it('S2-WO-06 can be narrowed and turned like the list', async () => {
    const answer = await list(first, '/assigned?status=Pending&overdue=true&limit=1&page=2');
    const late = orders
      .filter((o) => o.operatorId === first.userId && o.status === 'Pending' && isLate(o))
      .sort((a, b) => a.deadline.getTime() - b.deadline.getTime());
    expect([ids(answer), answer.body['total']]).toEqual([[late[1]?.id], late.length]);
  });

  it('S2-WO-06 nobody asks for the list of another one', async () => {
    const { status, body } = await list(first, `/assigned?operator_id=${second.userId}`);
    expect([status, body['errors']]).toMatchObject([400, [{ field: 'query.operator_id' }]]);
  });
});

describe('the board', () => {
  type Column = { status: string; total: number; overdue: number; orders: Row[] };
  const columnsOf = async (query = ''): Promise<Column[]> =>
    (await list(manager, `/board${query}`)).body['columns'] as Column[];

  it('S2-WO-05 has a column for each status: overdue first, then by priority, then by deadline', async () => {
    const columns = await columnsOf();
    expect(columns.map(({ status }) => status)).toEqual([...STATUSES]);
    for (const { status, total, overdue, orders: shown } of columns) {
      const of = orders.filter((o) => o.status === status);
      expect([total, overdue]).toEqual([of.length, of.filter(isLate).length]);
      const expected =
        status === 'Completed'
          ? of.sort(
              (a, b) => (b.completedAt?.getTime() ?? 0) - (a.completedAt?.getTime() ?? 0) || b.id - a.id,
            )
          : of.sort(
              (a, b) =>
                Number(isLate(b)) - Number(isLate(a)) ||
                PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) ||
                a.deadline.getTime() - b.deadline.getTime(),
            );
      expect(shown.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    }
  });

  it('S2-WO-05 shows as many as asked for and counts all, also of one operator', async () => {
    const columns = await columnsOf(`?limit=2&operator_id=${second.userId}`);
    expect(columns.map(({ total, orders: shown }) => [total, shown.length])).toEqual([
      [4, 2],
      [4, 2],
      [4, 2],
    ]);
    expect(new Set(columns.flatMap(({ orders: shown }) => shown.map((o) => o['operator_id'])))).toEqual(
      new Set([second.userId]),
    );
  });
});

// Last: it makes orders that the others would count.
describe('a list that is gone on with', () => {
  it('S2-WO-06 goes on behind what was seen, while orders come in', async () => {
    const third = await createTestPrincipal(api.database, { role: 'production_operator' });
    const make = (status: Status, deadline: Date) =>
      createTestWorkOrder(api.database, third, {
        status,
        deadline,
        ...(status === 'Completed' && { completedAt: hours(-1) }),
      });
    const soon = hours(2);
    const made = [
      await make('Completed', hours(1)),
      await make('Pending', hours(3)),
      await make('Pending', soon),
      await make('Completed', hours(1.5)),
      await make('In Progress', soon),
    ];
    const expected = [2, 4, 1, 0, 3].map((n) => made[n]!.id);
    const seen: unknown[] = [];
    for (let after: string | null = ''; after !== null;) {
      const part = await list(third, `/assigned?limit=2${after && `&after=${after}`}`);
      expect(part.status).toBe(200);
      seen.push(...ids(part));
      after = part.body['next'] as string | null;
      await make('Pending', hours(-1));
    }
    expect(seen).toEqual(expected);
  });
});
