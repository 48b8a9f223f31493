import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import { fileMessages, fileWorker } from '@antrean/platform/files';
import { auditEntryOf, createMessageRegistry } from '@antrean/platform/messages';
import { createTestPrincipal } from '@antrean/sessions/testing';
import {
  createTestRedis,
  startTestWorker,
  takeEvents,
  type TestRedis,
  type TestWorker,
} from '@antrean/testing';
import sharp from 'sharp';
import { profileUpdated } from './messages.ts';
import { startPeopleApi, type PeopleApi } from './people-api.factory.ts';

const ADDRESS = {
  street: 'Jl. Sudirman 1',
  district: null,
  city: 'Jakarta',
  province: null,
  postalCode: '10220',
  country: 'ID',
};

let api: PeopleApi;
let redis: TestRedis;
let worker: TestWorker;
let actor: UserPrincipal;
let stranger: UserPrincipal;

beforeAll(async () => {
  api = await startPeopleApi();
  redis = await createTestRedis();
  worker = await startTestWorker({
    database: api.database,
    redisUrl: redis.url,
    registry: createMessageRegistry(fileMessages),
    handlers: fileWorker(api).handlers,
  });
});
afterAll(async () => {
  await worker.stop();
  await redis.stop();
  await api.close();
});
beforeEach(async () => {
  actor = await createTestPrincipal(api.database, { role: 'customer', fullName: 'Siti Aminah' });
  stranger = await createTestPrincipal(api.database, { role: 'customer' });
});

const picture = (colour: string, side = 64) =>
  sharp({ create: { width: side, height: side, channels: 3, background: colour } });
const published = async () =>
  (await takeEvents(api.database)).flatMap(({ name, payload }) =>
    name.startsWith('profile.') || name.startsWith('preferences.') ? [[name, payload['changed']]] : [],
  );

describe('a profile', () => {
  it('S1-USER-01 S1-USER-02 is what the account says until it is begun, once', async () => {
    const before = await api.as(actor, 'GET', '/api/profile');
    expect(before.body).toMatchObject({
      userId: actor.userId,
      namaLengkap: 'Siti Aminah',
      email: null,
      birthDate: null,
      address: null,
      createdAt: null,
      version: 0,
    });
    const begun = await api.as(actor, 'POST', '/api/profile', { birthDate: '1990-05-17' });
    expect([begun.status, begun.headers.get('location')]).toEqual([201, '/api/profile']);
    expect(begun.body).toMatchObject({ namaLengkap: 'Siti Aminah', birthDate: '1990-05-17', version: 1 });
    expect((await api.as(actor, 'GET', '/api/profile')).body).toEqual(begun.body);
    const again = await api.as(actor, 'POST', '/api/profile', {});
    expect([again.status, again.body['code']]).toEqual([409, 'profile_exists']);
    expect((await api.as(stranger, 'GET', '/api/profile')).body).toMatchObject({
      version: 0,
      birthDate: null,
    });
  });

  it('S1-USER-03 is changed in part by PATCH and whole by PUT, in the version that was seen', async () => {
    await api.as(actor, 'POST', '/api/profile', {});
    await takeEvents(api.database);
    const details = { bio: 'Pemilik dua kucing', emergencyContact: { name: 'Budi', phone: '+628123456789' } };
    const changed = await api.as(actor, 'PATCH', '/api/profile', details, { 'If-Match': '"1"' });
    expect(changed.body).toMatchObject({ ...details, version: 2 });
    const stale = await api.as(actor, 'PATCH', '/api/profile', { bio: null }, { 'If-Match': '"1"' });
    expect([stale.status, stale.body['code']]).toEqual([412, 'stale_version']);
    expect((await api.as(actor, 'PATCH', '/api/profile', details)).body).toEqual(changed.body);
    const whole = await api.as(actor, 'PUT', '/api/profile', { namaLengkap: 'Siti A.', address: ADDRESS });
    expect(whole.body).toMatchObject({
      namaLengkap: 'Siti A.',
      address: ADDRESS,
      bio: null,
      emergencyContact: null,
    });
    expect((await api.as(actor, 'GET', '/api/auth/me')).body).toMatchObject({ namaLengkap: 'Siti A.' });
    expect(await published()).toEqual([
      ['profile.updated', ['bio', 'emergencyContact']],
      ['profile.updated', ['namaLengkap', 'bio', 'address', 'emergencyContact']],
    ]);
  });

  it('is not lost by changes that come at once, nor begun twice', async () => {
    const begun = await Promise.all([1, 2, 3].map(() => api.as(actor, 'POST', '/api/profile', {})));
    expect(begun.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((bio) => api.as(actor, 'PATCH', '/api/profile', { bio }, { 'If-Match': '"1"' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it.each([
    [{ birthDate: '2999-01-01' }, 'body.birthDate'],
    [{ birthDate: '1899-12-31' }, 'body.birthDate'],
    [{ birthDate: '1990-02-30' }, 'body.birthDate'],
    [{ bio: 'x'.repeat(1_001) }, 'body.bio'],
    [{ namaLengkap: null }, 'body.namaLengkap'],
    [{ address: { street: 'Jl. 1' } }, 'body.address.city'],
    [{ address: { ...ADDRESS, country: 'Indonesia' } }, 'body.address.country'],
    [{ emergencyContact: { name: 'Budi', phone: 'none' } }, 'body.emergencyContact.phone'],
    [{ bio: 'Halo', email: 'a@b.example' }, 'body.email'],
    [{}, 'body'],
  ])('refuses %j and names %s', async (body, field) => {
    const answer = await api.as(actor, 'PATCH', '/api/profile', body);
    expect([answer.status, answer.body]).toMatchObject([400, { errors: [{ field }] }]);
  });

  it('is audited by the names of what changed, and not by what is in it', async () => {
    await takeEvents(api.database);
    await api.as(actor, 'PATCH', '/api/profile', { birthDate: '1990-05-17' });
    const event = (await takeEvents(api.database)).find(({ name }) => name === profileUpdated.name);
    expect(auditEntryOf(profileUpdated, event!.payload)).toEqual({
      action: 'PROFILE_UPDATED',
      subject: `user ${actor.userId}`,
      detail: `User ${actor.userId} changed the profile: birthDate`,
    });
    expect(JSON.stringify(event)).not.toContain('1990');
  });

  it('S1-USER-05 tells how complete it is and what is missing', async () => {
    const completeness = async () => (await api.as(actor, 'GET', '/api/profile/completeness')).body;
    const missing = ['email', 'phone', 'birthDate', 'address', 'emergencyContact', 'avatar', 'bio'];
    expect(await completeness()).toEqual({ percent: 12, missing });
    await api.sql(`update users set email = 'siti${actor.userId}@example.test' where id = ${actor.userId}`);
    expect(await completeness()).toEqual({ percent: 12, missing });
    await api.sql(
      `update users set email_verified_at = now(), phone = '+62811${actor.userId}' where id = ${actor.userId}`,
    );
    await api.as(actor, 'PATCH', '/api/profile', {
      birthDate: '1990-05-17',
      address: ADDRESS,
      bio: 'Halo',
      emergencyContact: { name: 'Budi', phone: '+628123456789' },
    });
    expect(await completeness()).toEqual({ percent: 87, missing: ['avatar'] });
    await api.put(actor, '/api/profile/avatar', await picture('#123456').png().toBuffer(), 'image/png');
    expect(await completeness()).toEqual({ percent: 100, missing: [] });
    await api.as(actor, 'DELETE', '/api/profile/avatar');
  });
});

describe('S1-USER-06 a picture', () => {
  const AVATAR = '/api/profile/avatar';
  beforeAll(() => worker.drain());

  it('is uploaded, served to its owner alone, replaced and removed; no file is left beside it and its thumbnail', async () => {
    const first = await picture('#ff0000').png().toBuffer();
    const kept = await api.put(actor, AVATAR, first, 'image/png');
    expect([kept.status, await kept.json()]).toMatchObject([200, { url: AVATAR, contentType: 'image/png' }]);
    const served = await api.get(actor, AVATAR);
    expect(served.headers.get('content-type')).toBe('image/png');
    expect(served.headers.get('x-content-type-options')).toBe('nosniff');
    expect(served.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(served.headers.get('cache-control')).toMatch(/no-store|private/);
    const etag = served.headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    expect((await api.get(actor, AVATAR, { 'If-None-Match': etag })).status).toBe(304);
    expect((await api.get(stranger, AVATAR)).status).toBe(404);

    const second = await api.put(actor, AVATAR, await picture('#00ff00').webp().toBuffer(), 'image/webp');
    expect(await second.json()).toMatchObject({ contentType: 'image/webp' });
    await worker.drain();
    expect(await api.files()).toHaveLength(2);
    expect((await api.get(actor, AVATAR)).headers.get('etag')).not.toBe(etag);
    expect((await api.as(actor, 'GET', '/api/profile')).body['avatar']).toMatchObject({
      contentType: 'image/webp',
    });

    expect((await api.as(stranger, 'DELETE', AVATAR)).status).toBe(404);
    expect((await api.as(actor, 'DELETE', AVATAR)).status).toBe(204);
    expect((await api.as(actor, 'DELETE', AVATAR)).status).toBe(404);
    await worker.drain();
    expect(await api.files()).toEqual([]);
  });

  it('is made smaller, loses what stands beside its pixels, and gets a thumbnail that goes with it', async () => {
    const large = await picture('#0000ff', 2_000)
      .withExif({ IFD0: { Copyright: 'Rumah Siti' } })
      .jpeg()
      .toBuffer();
    expect(await (await api.put(actor, AVATAR, large, 'image/jpeg')).json()).toMatchObject({
      thumbnailUrl: null,
    });
    expect((await api.get(actor, `${AVATAR}/thumbnail`)).status).toBe(404);
    await worker.drain();
    const kept = Buffer.from(await (await api.get(actor, AVATAR)).arrayBuffer());
    expect([(await sharp(kept).metadata()).width, kept.includes('Rumah Siti')]).toEqual([1_024, false]);
    expect((await api.as(actor, 'GET', '/api/profile')).body['avatar']).toMatchObject({
      thumbnailUrl: `${AVATAR}/thumbnail`,
    });
    const thumbnail = await api.get(actor, `${AVATAR}/thumbnail`);
    expect(thumbnail.headers.get('content-type')).toBe('image/webp');
    expect((await sharp(Buffer.from(await thumbnail.arrayBuffer())).metadata()).width).toBe(320);
    expect((await api.get(stranger, `${AVATAR}/thumbnail`)).status).toBe(404);
    await api.as(actor, 'DELETE', AVATAR);
    await worker.drain();
    expect(await api.files()).toEqual([]);
  });

  it('of two that come at once one stays, and no other file than its own', async () => {
    const pictures = await Promise.all(
      ['#111111', '#222222', '#333333'].map((c) => picture(c).png().toBuffer()),
    );
    const answers = await Promise.all(pictures.map((bytes) => api.put(actor, AVATAR, bytes, 'image/png')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await worker.drain();
    expect(await api.files()).toHaveLength(2);
    await api.as(actor, 'DELETE', AVATAR);
    await worker.drain();
  });

  it.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'image/svg+xml', 415],
    ['HTML called a PNG', '<html><script>alert(1)</script></html>', 'image/png', 415],
    ['a PDF', '%PDF-1.7\nhalo', 'application/pdf', 415],
    ['half a picture', Buffer.from('89504e470d0a1a0a0000', 'hex').toString('latin1'), 'image/png', 422],
  ])('%s is refused and leaves nothing', async (_, bytes, type, status) => {
    const answer = await api.put(actor, AVATAR, Buffer.from(bytes, 'latin1'), type);
    expect(answer.status).toBe(status);
    expect(await api.files()).toEqual([]);
    expect((await api.get(actor, AVATAR)).status).toBe(404);
  });
});
