import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestSystem, type TestSystem } from '@antrean/testing';
import { developmentUsers } from '@antrean/accounts';
import { createTestToken } from '@antrean/api-tokens/testing';
import { accessPolicy } from './access-policy.ts';
import { operationsOf, type Operation } from './openapi.ts';

describe('S3-AUTH-09 S0-AUTH-01 S1-GW-07 S2-AUTH-04 S2-AUTH-05 role × endpoint', () => {
  let system: TestSystem;
  const tokens = new Map<string, string>();
  let operations: Operation[];

  beforeAll(async () => {
    system = await startTestSystem();
    await system.start('api');
    for (const { nik, password, role } of developmentUsers) {
      if (!tokens.has(role)) tokens.set(role, await system.login(nik, password));
    }
    operations = await operationsOf(system.apiUrl);
  }, 90_000);
  afterAll(() => system.stop());

  /** Ids that do not exist, and no body: whoever may call gets past the door and no further. */
  const knock = async ({ method, path }: Operation, token?: string): Promise<number> => {
    const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      name.toLowerCase().endsWith('id') ? (isNamedByUuid(path) ? crypto.randomUUID() : '999999') : 'none',
    );
    const { status } = await system.call(method, target, {
      ...(token ? { token } : {}),
      ...(method === 'GET' || method === 'DELETE' ? {} : { body: {} }),
    });
    return status;
  };

  it('S0-TEST-03 every endpoint has its row in the policy table, and every row its endpoint', () => {
    const documented = operations.map(({ method, path }) => `${method} ${path}`).sort();
    expect(documented).toEqual(Object.keys(accessPolicy).sort());
  });

  it('S3-USR-07 without a login every endpoint that is not public says 401', async () => {
    for (const operation of operations) {
      const name = `${operation.method} ${operation.path}`;
      const status = await knock(operation);
      if (accessPolicy[name] === 'everybody')
        expect([name, status === 401 && !name.includes('refresh')]).toEqual([name, false]);
      else expect([name, status]).toEqual([name, 401]);
    }
  }, 60_000);

  it.each([...new Set(developmentUsers.map(({ role }) => role))])(
    'S3-ROLE-01 %s gets past the doors that are theirs, and 403 at all others',
    async (role) => {
      const wrong: string[] = [];
      // What ends the own session comes last; who has deleted the account has none to end.
      let isGone = false;
      const inOrder = [...operations].sort((a, b) => endsSession(a) - endsSession(b));
      for (const operation of inOrder) {
        const name = `${operation.method} ${operation.path}`;
        const allowed = accessPolicy[name];
        const may =
          allowed === 'everybody' ||
          allowed === 'users' ||
          (allowed !== 'devices' &&
            allowed !== 'displays' &&
            (role === 'super_admin' || (allowed?.includes(role) ?? false)));
        if (isGone) break;
        const status = await knock(operation, tokens.get(role));
        isGone = name === 'DELETE /api/profile' && status === 204;
        const fits = may ? ![401, 403].includes(status) && status < 500 : status === 403;
        if (!fits && !(allowed === 'everybody' && status === 401)) {
          wrong.push(`${name}: ${status}, expected ${may ? 'to get past the door' : '403'}`);
        }
      }
      expect(wrong).toEqual([]);
    },
    60_000,
  );

  it('S0-AUTH-02 the token of a screen reads what it shows, and nothing else', async () => {
    const token = await system.login('ADM001', 'admin123');
    for (const [screen, doors] of Object.entries(SHOWN)) {
      const { body } = await system.call<{ token: string }>('POST', '/api/v1/display-tokens', {
        token,
        body: { label: 'On the wall', screen },
      });
      for (const operation of operations.filter(({ access }) => access !== 'public')) {
        const name = `${operation.method} ${operation.path}`;
        const isOpen = [...ALL_SHOW, ...doors].includes(name);
        expect([screen, name, (await knock(operation, body.token)) === 403]).toEqual([screen, name, !isOpen]);
      }
    }
  }, 60_000);

  it('S0-AUTH-02 the token of a machine gets past no door of people', async () => {
    const machine = await createTestToken(
      system.db.database,
      { id: 1 },
      {
        abilities: operations.map(({ access }) => access.replace('device:', '')),
        subject: { kind: 'machine', id: 1 },
      },
    );
    for (const operation of operations.filter(({ access }) => access !== 'public')) {
      const name = `${operation.method} ${operation.path}`;
      const isOpen = accessPolicy[name] === 'devices';
      expect([name, (await knock(operation, machine.token)) === 403]).toEqual([name, !isOpen]);
    }
  }, 60_000);

  it('S0-AUTH-02 a personal token gets past the doors of its abilities alone', async () => {
    const ability = 'meal-orders.read';
    const { body } = await system.call<{ token: string }>('POST', '/api/auth/tokens', {
      token: await system.login('SUP001', 'super123'),
      body: { name: 'Orders', abilities: [ability] },
    });
    for (const operation of operations.filter(({ access }) => access !== 'public')) {
      const name = `${operation.method} ${operation.path}`;
      const isOpen = [ability, 'user'].includes(operation.access);
      expect([name, (await knock(operation, body.token)) === 403]).toEqual([name, !isOpen]);
    }
  }, 60_000);
});

/** What each screen on a wall shows, and what all of them may name. */
const ORDERS = ['GET /api/orders', 'GET /api/orders/{id}', 'GET /api/orders/kitchen-day'];
const SHOWN: Record<string, readonly string[]> = {
  sales: ['GET /api/v1/categories', 'GET /api/v1/products', 'GET /api/v1/orders/pickup'],
  kitchen: ORDERS,
  orders: ORDERS,
  dashboard: ['GET /api/dashboard/summary'],
  machines: ['GET /api/rvms', 'GET /api/rvms/{id}'],
};
const ALL_SHOW = [
  'GET /api/v1/display-tokens/current',
  ...['departments', 'shifts', 'positions', 'outlets'].map((kind) => `GET /api/${kind}`),
];

const isNamedByUuid = (path: string): boolean =>
  /auth\/tokens|device-tokens|passkeys|sessions|report-jobs|verifications/.test(path);

/** 0: the own session goes on. Logging out is everybody's, also of those who are out already. */
function endsSession({ method, path }: Operation): number {
  if (path === '/api/auth/logout') return 3;
  if (method !== 'DELETE') return 0;
  return ['/api/profile', '/api/auth/sessions'].indexOf(path) + 1;
}
