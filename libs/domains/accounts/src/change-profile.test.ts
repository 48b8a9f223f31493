import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { takeEvents, testConfig, type TestApi, type TestDatabase } from '@antrean/testing';
import { accessTokenOf, createTestPrincipal } from '@antrean/sessions/testing';
import { startIdentityApi, type IdentityApi } from '@antrean/sign-in/testing';

const config = testConfig();
let test: TestDatabase;
let api: TestApi;
let close: IdentityApi['close'];

beforeAll(async () => {
  ({ test, api, close } = await startIdentityApi());
});
afterAll(() => close());

describe('the language of a user', () => {
  it('is chosen by the user, holds from the next request on, and is told once', async () => {
    const token = accessTokenOf(await createTestPrincipal(test.database), config);
    await takeEvents(test.database);
    const change = (language: unknown) => api.request('PATCH', '/api/auth/me', { token, body: { language } });
    const changed = await change('en');
    expect([changed.status, changed.body['language']]).toEqual([200, 'en']);
    expect((await api.request('GET', '/api/auth/me', { token })).body).toEqual(changed.body);
    expect((await change('en')).body).toEqual(changed.body);
    const events = (await takeEvents(test.database)).map(({ name, payload }) => [name, payload['language']]);
    expect(events).toEqual([['user.language.changed', 'en']]);
    expect((await change('fr')).body).toMatchObject({ errors: [{ field: 'body.language' }] });
    expect((await api.request('PATCH', '/api/auth/me', { body: { language: 'en' } })).status).toBe(401);
  });

  it.each([
    ['id', 'id'],
    ['in', 'id'],
    ['in-ID, en;q=0.8', 'id'],
    ['en, in;q=0.5', 'en'],
    ['fr', 'en'],
    ['iw', 'en'],
  ])('Accept-Language: %s is answered in %s', async (asked, answered) => {
    const refused = await api.request('GET', '/api/auth/me', { headers: { 'Accept-Language': asked } });
    expect(refused.headers.get('content-language')).toBe(answered);
  });
});
