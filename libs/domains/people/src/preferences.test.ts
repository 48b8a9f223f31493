import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import { auditEntryOf } from '@antrean/platform/messages';
import { defineNotification } from '@antrean/platform/notifications';
import { createTestClinic } from '@antrean/clinics/testing';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { takeEvents } from '@antrean/testing';
import { z } from 'zod';
import { preferencesChanged } from './messages.ts';
import { startPeopleApi, type PeopleApi } from './people-api.factory.ts';

const ready = defineNotification({
  name: 'thing.ready',
  summary: 'For tests',
  facts: z.object({}),
  channels: ['email', 'inApp'],
  choice: { id: 'Barang siap', en: 'Things that are ready' },
  recipients: async () => [],
  read: async () => ({}),
  sample: {},
  texts: {
    id: () => ({ subject: 'Siap', paragraphs: [] }),
    en: () => ({ subject: 'Ready', paragraphs: [] }),
  },
});

let api: PeopleApi;
let actor: UserPrincipal;
let stranger: UserPrincipal;

beforeAll(async () => {
  api = await startPeopleApi({ notifications: [ready] });
});
afterAll(() => api.close());
beforeEach(async () => {
  actor = await createTestPrincipal(api.database, { role: 'customer' });
  stranger = await createTestPrincipal(api.database, { role: 'customer' });
});

const published = async () =>
  (await takeEvents(api.database)).flatMap(({ name, payload }) =>
    name.startsWith('profile.') || name.startsWith('preferences.') ? [[name, payload['changed']]] : [],
  );

describe('S1-PREF-04 favourite clinics', () => {
  const PATH = '/api/preferences/favorite-vendors';
  const favourites = async (whose: UserPrincipal) =>
    ((await api.as(whose, 'GET', PATH)).body['data'] as { clinicId: number }[]).map(
      ({ clinicId }) => clinicId,
    );

  it('are added once and removed, the latest first, each person their own', async () => {
    const [first, second] = [await createTestClinic(api.database), await createTestClinic(api.database)];
    await takeEvents(api.database);
    for (const { id } of [first, first, second]) {
      expect((await api.as(actor, 'PUT', `${PATH}/${id}`)).status).toBe(204);
    }
    expect(await favourites(actor)).toEqual([second.id, first.id]);
    expect(await favourites(stranger)).toEqual([]);
    await api.as(stranger, 'DELETE', `${PATH}/${first.id}`);
    for (let turn = 0; turn < 2; turn += 1) {
      expect((await api.as(actor, 'DELETE', `${PATH}/${second.id}`)).status).toBe(204);
    }
    expect(await favourites(actor)).toEqual([first.id]);
    expect(await published()).toEqual(
      Array.from({ length: 3 }, () => ['preferences.changed', ['favoriteVendors']]),
    );
  });

  it('are clinics that are open, and 200 at most', async () => {
    const closed = await createTestClinic(api.database, { isActive: false });
    expect((await api.as(actor, 'PUT', `${PATH}/${closed.id}`)).status).toBe(404);
    expect((await api.as(actor, 'PUT', `${PATH}/999999`)).status).toBe(404);
    const clinic = await createTestClinic(api.database, { name: 'Klinik Sahabat' });
    await api.as(actor, 'PUT', `${PATH}/${clinic.id}`);
    await api.sql(`update clinics set is_active = false where id = ${clinic.id}`);
    expect((await api.as(actor, 'GET', PATH)).body).toMatchObject({
      data: [{ clinicId: clinic.id, name: 'Klinik Sahabat', isActive: false }],
      total: 1,
    });
    const next = await createTestClinic(api.database);
    await api.sql(
      `insert into favorite_vendors (user_id, clinic_id) select ${actor.userId}, -n from generate_series(1, 199) n`,
    );
    const full = await api.as(actor, 'PUT', `${PATH}/${next.id}`);
    expect([full.status, full.body]).toMatchObject([409, { code: 'favorite_vendors_full', limit: 200 }]);
    expect((await favourites(actor)).includes(next.id)).toBe(false);
  });
});

describe('preferences', () => {
  const PATH = '/api/preferences';

  it('S1-PREF-01 S1-PREF-02 S1-PREF-03 are one document of what each part has been chosen', async () => {
    const defaults = {
      notifications: {
        email: true,
        sms: true,
        inApp: true,
        events: { 'thing.ready': { email: true, inApp: true } },
      },
      language: 'id',
      display: {
        theme: 'system',
        density: 'comfortable',
        dateFormat: 'locale',
        timeFormat: 'locale',
        firstDayOfWeek: 'monday',
      },
      timezone: null,
    };
    expect((await api.as(actor, 'GET', PATH)).body).toEqual(defaults);
    await takeEvents(api.database);
    const chosen = {
      notifications: {
        email: true,
        sms: false,
        inApp: true,
        events: { 'thing.ready': { email: false, inApp: true } },
      },
      language: 'en',
      display: { ...defaults.display, theme: 'dark', timeFormat: '24h' },
      timezone: 'Asia/Makassar',
    };
    const answer = await api.as(actor, 'PUT', PATH, chosen);
    expect([answer.status, answer.body]).toEqual([200, chosen]);
    expect((await api.as(actor, 'GET', PATH)).body).toEqual(chosen);
    expect((await api.as(stranger, 'GET', PATH)).body).toEqual(defaults);
    // There is no second copy: the owners say the same.
    expect((await api.as(actor, 'GET', '/api/auth/me')).body).toMatchObject({
      language: 'en',
      timeZone: 'Asia/Makassar',
    });
    await api.as(actor, 'PATCH', '/api/auth/me', { language: 'id' });
    expect((await api.as(actor, 'GET', PATH)).body).toEqual({ ...chosen, language: 'id' });
    expect(await published()).toEqual([
      ['preferences.changed', ['notifications', 'language', 'timezone', 'display']],
    ]);
  });

  it('that are not said stay, and those that are so already change nothing', async () => {
    await api.as(actor, 'PUT', PATH, { display: { theme: 'dark' } });
    await api.as(actor, 'PUT', PATH, { display: { density: 'compact' }, notifications: { sms: false } });
    expect((await api.as(actor, 'GET', PATH)).body).toMatchObject({
      display: { theme: 'dark', density: 'compact' },
      notifications: { sms: false, email: true },
    });
    await takeEvents(api.database);
    await api.as(actor, 'PUT', PATH, {
      display: { theme: 'dark' },
      notifications: { sms: false },
      language: 'id',
    });
    expect(await published()).toEqual([]);
  });

  it.each([
    [{ language: 'fr' }, 'body.language'],
    [{ timezone: 'Mars/Olympus' }, 'body.timezone'],
    [{ display: { theme: 'pink' } }, 'body.display.theme'],
    [{ display: { wallpaper: 'cat' } }, 'body.display.wallpaper'],
    [
      { notifications: { events: { 'thing.ready': { sms: false } } } },
      'body.notifications.events.thing.ready.sms',
    ],
    [
      { notifications: { events: { 'no.such': { email: false } } } },
      'body.notifications.events.no.such.email',
    ],
    [{}, 'body'],
  ])('%j is refused whole', async (body, field) => {
    const answer = await api.as(actor, 'PUT', PATH, { display: { theme: 'dark' }, ...body });
    if (Object.keys(body).length > 0) {
      expect([answer.status, answer.body]).toMatchObject([400, { errors: [{ field }] }]);
      expect((await api.as(actor, 'GET', PATH)).body).toMatchObject({ display: { theme: 'system' } });
    } else {
      expect((await api.as(actor, 'PUT', PATH, {})).status).toBe(400);
    }
  });

  it('are audited here but for what the account tells the auditor', async () => {
    const say = (changed: string[]) => auditEntryOf(preferencesChanged, { userId: 7, changed });
    expect(say(['language', 'display'])).toMatchObject({ detail: 'User 7 changed preferences: display' });
    expect(say(['language', 'timezone'])).toBeNull();
  });
});
