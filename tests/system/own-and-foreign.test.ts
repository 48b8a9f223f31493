import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestSystem, type TestSystem } from '@antrean/testing';

type Who = 'owner' | 'colleague' | 'kitchen' | 'delivery' | 'administrator';

const LOGINS: Record<Who, [nik: string, password: string]> = {
  owner: ['EMP001', 'emp123'],
  colleague: ['EMP002', 'emp123'],
  kitchen: ['KIT001', 'kitchen123'],
  delivery: ['DEL001', 'delivery123'],
  administrator: ['ADM001', 'admin123'],
};

/** What each person gets for a thing of the owner's: invisible is 404, visible but forbidden 403. */
const CASES: { request: [method: string, path: string, body?: object]; expected: Record<Who, number> }[] = [
  {
    request: ['GET', '/api/orders/:order'],
    expected: { owner: 200, colleague: 404, kitchen: 200, delivery: 404, administrator: 200 },
  },
  {
    request: ['PATCH', '/api/orders/:order/status', { status: 'READY' }],
    expected: { owner: 403, colleague: 403, kitchen: 409, delivery: 404, administrator: 200 },
  },
  {
    request: [
      'POST',
      '/api/orders/:order/request-rejection',
      { catatanDapur: 'Bahan untuk pesanan ini habis' },
    ],
    expected: { owner: 403, colleague: 403, kitchen: 200, delivery: 403, administrator: 403 },
  },
  {
    request: ['POST', '/api/orders/:order/approve-reject', { decision: 'APPROVED', catatanAdmin: 'ya' }],
    expected: { owner: 403, colleague: 403, kitchen: 403, delivery: 403, administrator: 409 },
  },
  {
    request: ['GET', '/api/report-jobs/:job'],
    expected: { owner: 404, colleague: 404, kitchen: 404, delivery: 404, administrator: 200 },
  },
  {
    request: ['GET', '/api/report-jobs/:job/download'],
    expected: { owner: 404, colleague: 404, kitchen: 404, delivery: 404, administrator: 409 },
  },
  {
    request: ['DELETE', '/api/auth/sessions/:session'],
    expected: { owner: 204, colleague: 404, kitchen: 404, delivery: 404, administrator: 404 },
  },
];

describe('S3-ORD-18 S3-ORD-29 own × foreign', () => {
  let system: TestSystem;
  const tokens = new Map<Who, string>();

  beforeAll(async () => {
    system = await startTestSystem({ SESSION_LIMIT: '100' });
    await system.start('api');
    for (const [who, login] of Object.entries(LOGINS)) tokens.set(who as Who, await system.login(...login));
  }, 60_000);
  afterAll(() => system.stop());

  const as = (who: Who): { token: string } => ({ token: tokens.get(who) ?? '' });

  /** Makes the thing that a path names: an order or session of the owner's, a report job of the administrator's. */
  const make: Record<string, () => Promise<string>> = {
    order: async () => {
      const body = { shiftId: 1, jumlahPesanan: 2 };
      return String(
        (await system.call<{ id: number }>('POST', '/api/orders', { ...as('owner'), body })).body.id,
      );
    },
    job: async () => {
      const body = { report: 'consumption', params: {}, format: 'csv' };
      return (await system.call<{ id: string }>('POST', '/api/report-jobs', { ...as('administrator'), body }))
        .body.id;
    },
    session: async () => {
      await system.login(...LOGINS.owner);
      const { body } = await system.call<{ data: { id: string; current: boolean }[] }>(
        'GET',
        '/api/auth/sessions',
        as('owner'),
      );
      return body.data.find(({ current }) => !current)?.id ?? '';
    },
  };

  it.each(CASES)(
    '$request',
    async ({ request: [method, path, body], expected }) => {
      const answers: Partial<Record<Who, number>> = {};
      for (const who of ['colleague', 'delivery', 'kitchen', 'administrator', 'owner'] as const) {
        const [, kind = ''] = /:(\w+)/.exec(path) ?? [];
        const target = path.replace(`:${kind}`, (await make[kind]?.()) ?? '');
        const answer = await system.call(method, target, { ...as(who), ...(body ? { body } : {}) });
        answers[who] = answer.status;
      }
      expect(answers).toEqual(expected);
    },
    60_000,
  );
});
