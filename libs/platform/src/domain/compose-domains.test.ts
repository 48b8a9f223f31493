import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { definePermissions } from '../auth/index.ts';
import { defineSettings } from '../config/index.ts';
import { noContent, route } from '../http/index.ts';
import { defineEvent, defineJob } from '../messages/index.ts';
import { defineProblems } from '../problem/index.ts';
import { composeDomains, defineDomain, openRoutes, openWork, type Domain } from './index.ts';

const event = (name: string) => defineEvent({ name, version: 1, summary: '', schema: z.object({}) });
const job = (name: string) =>
  defineJob({
    ...{ name, version: 1, summary: '', queue: 'q', schema: z.object({}) },
    ...{ attempts: 1, timeoutMs: 1, backoffMs: 1 },
  });
const kind = { status: 409, title: { en: 'x', id: 'x' } };
const limit = (variable: string) =>
  defineSettings(z.object({ [variable]: z.coerce.number().default(7) }), (env) => ({ limit: env[variable] }));
const { read } = definePermissions('a', ['read']);
const opened = (
  paths: readonly string[],
  more: Partial<Parameters<typeof route>[0]> = {},
): Domain['openRoutes'] => {
  const routes = paths.map((path) =>
    route({
      ...{ method: 'get', path, access: 'public', summary: path, tag: 'x' },
      ...more,
      handler: async () => noContent(),
    }),
  );
  return async () => routes;
};
const withRoutes = (name: string, ...how: Parameters<typeof opened>): Domain => ({
  ...defineDomain({ name }),
  openRoutes: opened(...how),
});
/** What is said of two domains; empty when nothing is. */
async function saysOf(...domains: Domain[]): Promise<string> {
  try {
    // No route of these looks at what it is lent.
    await openRoutes(composeDomains(domains), {} as Parameters<typeof openRoutes>[1], {});
    return '';
  } catch (error) {
    return String(error);
  }
}

describe('the start is refused, naming both owners, when two domains have the same', () => {
  const parts: [string, Omit<Parameters<typeof defineDomain>[0], 'name'>, string][] = [
    ['permission', { permissions: { read } }, 'permission "a.read"'],
    ['problem', { problems: [defineProblems({ too_late: kind })] }, 'problem "too_late"'],
    ['event', { messages: [event('thing.made')] }, 'event or job "thing.made"'],
    ['job', { messages: [job('thing.make')] }, 'event or job "thing.make"'],
    ['setting', { settings: limit('MOST') }, 'setting "MOST"'],
    ['table', { retention: [{ table: 'things', forEver: 'few' }] }, 'table or view "things"'],
    ['view', { views: ['things_v'] }, 'table or view "things_v"'],
  ];
  it.each(parts)('%s', async (_, part, said) => {
    const [a, b] = ['a', 'b'].map((name) => defineDomain({ name, ...part }));
    expect(await saysOf(a!, b!)).toContain(`${said} belongs to both "a" and "b"`);
    expect(await saysOf(a!)).toBe('');
  });

  it('name', async () => {
    expect(await saysOf(defineDomain({ name: 'a' }), defineDomain({ name: 'a' }))).toContain('domain "a"');
  });

  it('problem as the platform', async () => {
    const problems = [defineProblems({ not_found: kind })];
    expect(await saysOf(defineDomain({ name: 'a', problems }))).toContain(
      'problem "not_found" belongs to both "platform" and "a"',
    );
  });

  it.each([
    ['the same path', '/api/things', '/api/things'],
    ['a path with another name for its parameter', '/api/things/:id', '/api/things/:thing'],
    ['a path that an earlier one hides', '/api/things/:id', '/api/things/late'],
  ])('%s', async (_, first, second) => {
    expect(await saysOf(withRoutes('a', [first]), withRoutes('b', [second]))).toContain(
      `get ${second} of "b" is never reached: ${first} of "a" takes its requests`,
    );
  });

  it('not where the more literal path comes first, nor for another method', async () => {
    expect(await saysOf(withRoutes('a', ['/api/things/late']), withRoutes('b', ['/api/things/:id']))).toBe(
      '',
    );
    expect(
      await saysOf(
        withRoutes('a', ['/api/things/:id']),
        withRoutes('b', ['/api/things/late'], { method: 'post' }),
      ),
    ).toBe('');
  });
});

describe('the start is refused when a domain names what nobody declares', () => {
  it('a permission that a role gets, or that a route asks for', async () => {
    expect(await saysOf(defineDomain({ name: 'a', roleDefaults: { employee: [read] } }))).toContain(
      '"a" gives permission "a.read", which no domain declares',
    );
    expect(await saysOf(withRoutes('a', ['/x'], { access: read }))).toContain(
      'get /x of "a" asks for permission "a.read", which nobody declares',
    );
  });

  it('an action of the audit trail that people could not read', async () => {
    const fed = { ...event('lion.fed'), audit: { LION_FED: () => ({ detail: 'fed' }) } };
    const actionWords = { LION_FED: { en: 'Lion fed', id: 'Singa diberi makan' } };
    expect(await saysOf(defineDomain({ name: 'a', messages: [fed] }))).toContain(
      '"a" has no words for action "LION_FED"',
    );
    expect(await saysOf(defineDomain({ name: 'a', messages: [fed], actionWords }))).toBe('');
  });

  it('a problem that a route answers', async () => {
    expect(await saysOf(withRoutes('a', ['/x'], { problems: ['too_late'] }))).toContain(
      'get /x of "a" answers problem "too_late", which nobody declares',
    );
  });
});

it('a domain is given its own settings, and its doors are opened only by whom they are for', async () => {
  const asked: unknown[] = [];
  const domain = defineDomain({
    name: 'a',
    settings: limit('MOST'),
    http: async () => (dependencies) => {
      asked.push(dependencies.settings);
      return [];
    },
    worker: async () => () => {
      asked.push('worker');
      return { handlers: [], consumers: [], schedules: [] };
    },
  });
  const system = composeDomains([domain, defineDomain({ name: 'b' })]);
  await openRoutes(system, {} as Parameters<typeof openRoutes>[1], { MOST: '9' });
  expect(asked).toEqual([{ limit: 9 }]);
  await openWork(system, {} as Parameters<typeof openWork>[1], {});
  expect(asked).toEqual([{ limit: 9 }, 'worker']);
  expect(system.settings.flatMap((own) => own.problems({ MOST: 'many' }))).toEqual([
    { variable: 'MOST', problem: expect.any(String) },
  ]);
});
