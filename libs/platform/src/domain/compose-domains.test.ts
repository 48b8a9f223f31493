import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { definePermissions } from '../auth/index.ts';
import { defineSettings } from '../config/index.ts';
import { noContent, route } from '../http/index.ts';
import { defineEvent, defineJob } from '../messages/index.ts';
import { defineNotification } from '../notifications/index.ts';
import { defineProblems } from '../problem/index.ts';
import { answerRequest, type Feed } from '../realtime/index.ts';
import {
  composeDomains,
  defineDomain,
  openRealtime,
  openRoutes,
  openTokens,
  openWork,
  type Domain,
  type PersonalDataSource,
} from './index.ts';

const event = (name: string) => defineEvent({ name, version: 1, summary: '', schema: z.object({}) });
const job = (name: string) =>
  defineJob({
    ...{ name, version: 1, summary: '', queue: 'q', schema: z.object({}) },
    ...{ attempts: 1, timeoutMs: 1, backoffMs: 1 },
  });
const told = (name: string) =>
  defineNotification({
    ...{ name, summary: '', facts: z.object({}), channels: ['email'] as const },
    ...{ recipients: async () => [], read: async () => null, sample: null },
    texts: { id: () => ({ subject: 'x', paragraphs: [] }), en: () => ({ subject: 'x', paragraphs: [] }) },
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
    ['notification', { notifications: [told('thing.told')] }, 'notification "thing.told"'],
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

describe('the realtime process refuses to start', () => {
  const dependencies = {} as Parameters<typeof openRealtime>[1];
  const feed = (namespace: string): Feed => ({ namespace, kinds: ['user'] });
  const request = {
    ...{ name: 'things.today', summary: '', namespace: '/things' },
    ...{ input: z.undefined(), reply: z.int(), budget: { burst: 1, perSecond: 1 } },
  };
  const answer = answerRequest(request, async () => 7);
  const saysOfSockets = async (...domains: Domain[]): Promise<string> =>
    openRealtime(composeDomains(domains), dependencies, {}).then(() => '', String);
  const bringing = (name: string, brought: object, facts: object = {}): Domain =>
    defineDomain({ name, ...facts, realtime: async () => () => brought });

  it.each([
    ['namespace "/things"', { feeds: [feed('/things')] }],
    ['room "thing"', { rooms: ['thing'] }],
  ])('naming both owners of a %s', async (what, brought) => {
    const both = await saysOfSockets(bringing('a', brought), bringing('b', brought));
    expect(both).toContain(`${what} belongs to both "a" and "b"`);
    expect(await saysOfSockets(bringing('a', brought))).toBe('');
  });

  it('naming both owners of a request, and the platform as that of a room', async () => {
    const requests = [request];
    expect(() =>
      composeDomains([defineDomain({ name: 'a', requests }), defineDomain({ name: 'b', requests })]),
    ).toThrow('socket request "things.today" belongs to both "a" and "b"');
    expect(await saysOfSockets(bringing('a', { rooms: ['user'] }))).toContain(
      'room "user" belongs to both "platform" and "a"',
    );
  });

  it('when a request is answered by nobody, declared by nobody, or has no namespace', async () => {
    const declared = { requests: [request] };
    const feeds = [feed('/things')];
    expect(await saysOfSockets(bringing('a', { feeds, answers: [answer] }, declared))).toBe('');
    expect(await saysOfSockets(bringing('a', { feeds }, declared))).toContain('is answered by nobody');
    expect(await saysOfSockets(bringing('a', { feeds, answers: [answer] }))).toContain(
      'no domain declares it',
    );
    expect(await saysOfSockets(bringing('a', { answers: [answer] }, declared))).toContain(
      'is for namespace "/things", which is not open',
    );
    expect(() =>
      composeDomains([defineDomain({ name: 'a', requests: [{ ...request, permission: read }] })]),
    ).toThrow('asks for permission "a.read", which nobody declares');
  });

  it('when two domains verify the tokens of one kind of principal', () => {
    const tokens: Domain['tokens'] = () => ({
      pass: 'display',
      identify: async () => null,
      renew: async () => null,
      findEnded: async () => [],
      ended: { code: 'ended', message: 'It ended.' },
    });
    const system = composeDomains([defineDomain({ name: 'a', tokens }), defineDomain({ name: 'b', tokens })]);
    expect(() => openTokens(system, {} as Parameters<typeof openTokens>[1])).toThrow(
      'tokens of kind "display" belongs to both "a" and "b"',
    );
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

  it('a permission that a lifecycle asks for, and a table that another domain has', async () => {
    const lifecycle = { column: 'things.state', states: ['new'], abilities: ['read', 'feed'] };
    expect(
      await saysOf(defineDomain({ name: 'a', permissions: { read }, lifecycles: [lifecycle] })),
    ).toContain(
      '"a" has a lifecycle of things.state, which is not its own\n' +
        '  the lifecycle of things.state asks for "feed", which is no permission of "a"',
    );
  });

  it('a text in one of the languages that people are told things in', async () => {
    const { languages: _, ...notification } = told('thing.told');
    expect(
      await saysOf(defineDomain({ name: 'a', notifications: [{ ...notification, languages: ['en'] }] })),
    ).toContain('"a" has no text in "id" for notification "thing.told"');
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

it('what domains keep about people is loaded when somebody asks for it, from the folder of one domain each', async () => {
  let loaded = 0;
  const source: PersonalDataSource = {
    name: 'pets',
    async *read() {
      yield { section: 'pets', row: { name: 'Momo' } };
    },
    erase: async () => undefined,
  };
  const personalData = async () => {
    loaded += 1;
    return source;
  };
  const system = composeDomains([defineDomain({ name: 'a', personalData }), defineDomain({ name: 'b' })]);
  expect(loaded).toBe(0);
  expect(await system.personalData()).toEqual([source]);
  const both = ['a', 'b'].map((name) => defineDomain({ name, personalData }));
  await expect(openWork(composeDomains(both), {} as Parameters<typeof openWork>[1], {})).rejects.toThrow(
    'personal data "pets" belongs to both "a" and "b"',
  );
});
