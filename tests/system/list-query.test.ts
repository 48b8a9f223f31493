import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestSystem, type TestSystem } from '@antrean/testing';
import { operationsOf, type Operation, type Parameter } from './openapi.ts';

/** Parameters in which any text may be looked for. */
const FREE_TEXT = new Set(['search', 'q', 'service', 'barcode']);
/** What comes by it was written by a provider, whose own errors are told to people; none is set up here. */
const CALLBACK = '/api/auth/oauth/{provider}/callback';
/** Members by which an answer is about a person. */
const PERSONAL = ['nik', 'nomorIndukKaryawan', 'namaLengkap', 'email', 'phone', 'recipients', 'ipPrefix'];
/** Whose phone and address are those of a place, and on its door. */
const OF_PLACES = new Set(['/api/clinics', '/api/clinics/{id}']);

describe('every address that is read', () => {
  let system: TestSystem;
  let token: string;
  let reads: Operation[];

  beforeAll(async () => {
    system = await startTestSystem();
    await system.start('api');
    token = await system.login('SUP001', 'super123');
    reads = (await operationsOf(system.apiUrl)).filter(({ method }) => method === 'GET');
  }, 90_000);
  afterAll(() => system.stop());

  const get = (path: string, query: string) => {
    const target = path.replaceAll(/\{(\w+)\}/g, /report-jobs/.test(path) ? crypto.randomUUID() : '1');
    return system.call<{ code?: string; errors?: { field: string }[] }>('GET', `${target}${query}`, {
      token,
    });
  };
  const parameters = (): [Operation, Parameter][] =>
    reads.flatMap((read) =>
      read.parameters
        .filter(({ in: place }) => place === 'query')
        .map((each): [Operation, Parameter] => [read, each]),
    );

  it.each([
    '/api/health',
    '/api/health/live',
    '/api/health/ready',
    '/api/docs/',
    '/websocket-test',
    '/app/page.css',
  ])('is read and nothing else, and says so: %s', async (path) => {
    const answer = (method: string) => system.call(method, path);
    expect([(await answer('GET')).status, (await answer('HEAD')).status]).toEqual([200, 200]);
    for (const [method, status] of [
      ['OPTIONS', 204],
      ['POST', 405],
      ['PUT', 405],
      ['DELETE', 405],
    ] as const) {
      const { status: given, headers } = await answer(method);
      expect([method, given, headers.get('allow')]).toEqual([method, status, 'GET, HEAD, OPTIONS']);
    }
  });

  it('takes an empty query value as an absent one', async () => {
    const wrong: unknown[] = [];
    for (const [{ path }, { name }] of parameters()) {
      const [absent, empty] = [await get(path, ''), await get(path, `?${name}=`)];
      if (absent.status !== empty.status || absent.status >= 500)
        wrong.push([path, name, absent.status, empty.status]);
    }
    expect(parameters().length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  }, 120_000);

  it('refuses a query value that it does not know, and names the parameter', async () => {
    const wrong: unknown[] = [];
    for (const [{ path }, { name }] of parameters()) {
      if (FREE_TEXT.has(name) || path === CALLBACK) continue;
      const { status, body } = await get(path, `?${name}=~nope~`);
      // A cursor is read when the thing has been found, of which there is none here.
      if (name === 'after' && path.includes('{') && status === 404) continue;
      if (status !== 400 || body.errors?.[0]?.field !== `query.${name}`)
        wrong.push([path, name, status, body]);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('S3-ORD-13 refuses a page behind what is counted, in every list', async () => {
    const lists = parameters().filter(([, { name }]) => name === 'page');
    const wrong: unknown[] = [];
    for (const [{ path }] of lists) {
      const { status, body } = await get(path, '?page=1000000');
      // Of a thing that there is not there is no list.
      if (path.includes('{') && status === 404) continue;
      if (status !== 400 || body.code !== 'page_not_counted') wrong.push([path, status, body]);
    }
    expect(lists.length).toBeGreaterThan(15);
    expect(wrong).toEqual([]);
  }, 60_000);

  it('lets no cache keep what is about people', async () => {
    const { body: document } = await system.call<{ paths: Record<string, { get?: { responses: unknown } }> }>(
      'GET',
      '/api/openapi.json',
    );
    const wrong: unknown[] = [];
    let about = 0;
    for (const { path, security } of reads) {
      const schema = JSON.stringify(document.paths[path]?.get?.responses);
      const isPersonal = !OF_PLACES.has(path) && PERSONAL.some((name) => schema.includes(`"${name}":{`));
      const { status, headers } = await get(path, '');
      const cache = headers.get('cache-control');
      if (isPersonal) about += 1;
      const fits =
        cache === 'no-store' || (!isPersonal && (security.length === 0 || cache === 'private, no-cache'));
      if (!fits) wrong.push([path, status, cache]);
    }
    expect(about).toBeGreaterThan(5);
    expect(wrong).toEqual([]);
  }, 60_000);
});
