import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestClinic } from '@antrean/clinics/testing';
import type { SessionPrincipal } from '@antrean/platform/auth';
import { createTestPrincipal } from '@antrean/sessions/testing';
import { petUpdated } from './messages.ts';
import { startPetApi, type PetApi } from './pet-api.factory.ts';
import { createTestPet } from './testing.ts';

const PDF = Buffer.from('%PDF-1.7\n');
const RECORD = { date: '2026-01-15', type: 'Vaccination', title: 'Rabies' };

type Who =
  'owner' | 'stranger' | 'staff' | 'manager' | 'elsewhere' | 'employee' | 'administrator' | 'superAdmin';

let api: PetApi;
let here: number;
let there: number;
const actors = {} as Record<Who, SessionPrincipal>;
let pet: number;
let ofOwner: number;
let ofClinic: number;

beforeAll(async () => {
  api = await startPetApi();
  here = (await createTestClinic(api.database, { name: 'Klinik Sini' })).id;
  there = (await createTestClinic(api.database)).id;
  const principal = (role: string) => createTestPrincipal(api.database, { role, departmentId: null });
  actors.owner = await api.customer();
  actors.stranger = await api.customer();
  actors.staff = await api.staffOf(here);
  actors.manager = await api.staffOf(here, 'manager');
  actors.elsewhere = await api.staffOf(there);
  actors.employee = await principal('employee');
  actors.administrator = await principal('administrator');
  actors.superAdmin = await principal('super_admin');
});
afterAll(() => api.close());
beforeEach(async () => {
  pet = (await createTestPet(api.database, actors.owner.userId)).id;
  await api.admit(pet, here);
  ofOwner = await write('owner');
  ofClinic = await write('staff');
});

const path = (): string => `/api/pets/${pet}/medical-records`;
const write = async (who: Who, details: object = {}): Promise<number> => {
  const { status, body } = await api.send(actors[who], 'POST', path(), { ...RECORD, ...details });
  expect(status).toBe(201);
  return body['id'] as number;
};

describe('own, foreign, another clinic', () => {
  const NOBODY = { employee: 403, administrator: 403 } as const;
  const reading = {
    owner: 200,
    stranger: 404,
    staff: 200,
    manager: 200,
    elsewhere: 404,
    ...NOBODY,
    superAdmin: 200,
  };
  const owning = {
    owner: 200,
    stranger: 404,
    staff: 403,
    manager: 403,
    elsewhere: 404,
    ...NOBODY,
    superAdmin: 403,
  };
  const cases: [string, string, object | undefined, Record<Who, number>][] = [
    ['GET', '/api/pets/:pet', undefined, reading],
    ['GET', '/api/pets/:pet/images', undefined, reading],
    ['GET', '/api/pets/:pet/medical-records', undefined, reading],
    ['GET', '/api/pets/:pet/medical-records/:ofClinic', undefined, reading],
    ['GET', '/api/pets/:pet/medical-records/:ofOwner', undefined, reading],
    ['PATCH', '/api/pets/:pet', { name: 'X' }, owning],
    [
      'POST',
      '/api/pets/:pet/medical-records',
      RECORD,
      { ...reading, owner: 201, staff: 201, manager: 201, superAdmin: 201 },
    ],
    ['PATCH', '/api/pets/:pet/medical-records/:ofOwner', { title: 'Y' }, { ...owning }],
    ['PATCH', '/api/pets/:pet/medical-records/:ofClinic', { title: 'Y' }, { ...reading, owner: 403 }],
    ['DELETE', '/api/pets/:pet/medical-records/:ofOwner', undefined, { ...owning, owner: 204 }],
    [
      'DELETE',
      '/api/pets/:pet/medical-records/:ofClinic',
      undefined,
      { ...reading, owner: 403, staff: 204, manager: 404, superAdmin: 404 },
    ],
    ['DELETE', '/api/pets/:pet/images/999', undefined, { ...owning, owner: 404 }],
    ['DELETE', '/api/pets/:pet', undefined, { ...owning, stranger: 404, owner: 204, superAdmin: 403 }],
  ];

  it.each(cases)('S1-PET-02 S1-PET-05 %s %s', async (method, template, body, expected) => {
    const ids: Record<string, number> = { pet, ofOwner, ofClinic };
    const target = template.replaceAll(/:(\w+)/g, (_, name: string) => String(ids[name]));
    // Who is refused first: who may delete comes last but for those who find nothing any more.
    const order: Who[] = ['stranger', 'elsewhere', 'employee', 'administrator'];
    const rest = (Object.keys(expected) as Who[]).filter((who) => !order.includes(who));
    const refusedFirst = rest.sort((a, b) => Number(expected[a] !== 403) - Number(expected[b] !== 403));
    const told: Partial<Record<Who, number>> = {};
    for (const who of [...order, ...refusedFirst]) {
      told[who] = (await api.send(actors[who], method, target, body)).status;
    }
    expect(told).toEqual(expected);
    expect((await api.send(null, method, target, body)).status).toBe(401);
  });

  it('staff list the pets of their clinic, and their own beside them', async () => {
    const own = await createTestPet(api.database, actors.staff.userId, { name: 'Own' });
    const list = async (who: Who, search = '') =>
      (
        (await api.send(actors[who], 'GET', `/api/pets?limit=200${search}`)).body['data'] as { id: number }[]
      ).map(({ id }) => id);
    expect(await list('staff')).toEqual(expect.arrayContaining([own.id, pet]));
    expect(await list('staff', `&clinicId=${here}`)).not.toContain(own.id);
    expect(await list('manager')).not.toContain(own.id);
    expect(await list('elsewhere')).toEqual([]);
    expect(await list('elsewhere', `&clinicId=${here}`)).toEqual([]);
    expect(await list('staff', `&clinicId=${here}&q=om`)).toContain(pet);
  });

  it('a record or a picture of one pet is not found under another', async () => {
    const another = await createTestPet(api.database, actors.owner.userId);
    for (const method of ['GET', 'DELETE']) {
      const { status } = await api.send(
        actors.owner,
        method,
        `/api/pets/${another.id}/medical-records/${ofOwner}`,
      );
      expect(status).toBe(404);
    }
  });
});

describe('S1-PET-05 the medical history', () => {
  it('says who wrote what for which clinic', async () => {
    const { body } = await api.send(actors.owner, 'GET', `${path()}/${ofClinic}`);
    expect(body).toMatchObject({
      ...{
        petId: pet,
        date: '2026-01-15',
        type: 'vaccination',
        title: 'Rabies',
        notes: null,
        attachments: [],
      },
      ...{
        clinicId: here,
        clinicName: 'Klinik Sini',
        writtenBy: 'clinic',
        author: actors.staff.name,
        version: 1,
      },
    });
    expect((await api.send(actors.staff, 'GET', `${path()}/${ofOwner}`)).body).toMatchObject({
      ...{ clinicId: null, clinicName: null, writtenBy: 'owner' },
    });
  });

  it.each([
    [{ date: '2199-01-01' }, 'owner'],
    [{ date: 'yesterday' }, 'owner'],
    [{ type: '<script>' }, 'owner'],
    [{ title: '' }, 'owner'],
    [{ clinicId: 999_999_999_999 }, 'owner'],
    [{ clinicId: 'there' }, 'staff'],
  ] as [Record<string, unknown>, Who][])('%j of %s is refused', async (wrong, who) => {
    const given = wrong['clinicId'] === 'there' ? { clinicId: there } : wrong;
    const { status, body } = await api.send(actors[who], 'POST', path(), { ...RECORD, ...given });
    expect([status, body['code']]).toEqual([400, 'invalid_request']);
  });

  it('staff of two clinics that know the pet say for which they write', async () => {
    await api.admit(pet, there);
    const answer = await api.send(actors.superAdmin, 'POST', path(), RECORD);
    expect(answer.status).toBe(400);
    expect((await api.send(actors.superAdmin, 'POST', path(), { ...RECORD, clinicId: there })).status).toBe(
      201,
    );
    // Of what another clinic wrote they read, and change nothing.
    expect((await api.send(actors.elsewhere, 'GET', `${path()}/${ofClinic}`)).status).toBe(200);
    expect((await api.send(actors.elsewhere, 'PATCH', `${path()}/${ofClinic}`, { title: 'Z' })).status).toBe(
      403,
    );
  });

  it('is changed in the version that was seen, and tells it without what it says', async () => {
    await api.takeEvents();
    const target = `${path()}/${ofClinic}`;
    const changed = await api.send(actors.staff, 'PATCH', target, { notes: 'Secret' }, { 'if-match': '"1"' });
    expect(changed.body).toMatchObject({ notes: 'Secret', version: 2 });
    expect(
      (await api.send(actors.staff, 'PATCH', target, { notes: 'X' }, { 'if-match': '"1"' })).status,
    ).toBe(412);
    expect((await api.send(actors.staff, 'PATCH', target, { notes: 'Secret' })).body['version']).toBe(2);
    expect((await api.send(actors.staff, 'PATCH', target, { clinicId: there })).status).toBe(400);
    const events = await api.takeEvents();
    expect(events.map(({ name }) => name)).toEqual(['pet.record.updated']);
    expect(JSON.stringify(events)).not.toContain('Secret');
  });

  it('holds ten files of a record, which go with it', async () => {
    const files = `${path()}/${ofClinic}/attachments`;
    expect((await api.upload(actors.owner, files, PDF)).status).toBe(403);
    const answers = [];
    // As many at once as one person may have looked at.
    for (let round = 0; round < 2; round += 1) {
      answers.push(
        ...(await Promise.all(Array.from({ length: 6 }, () => api.upload(actors.staff, files, PDF)))),
      );
    }
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
    const { body } = await api.send(actors.owner, 'GET', `${path()}/${ofClinic}`);
    const [first] = body['attachments'] as { url: string; thumbnailUrl: null }[];
    expect(body['attachments']).toHaveLength(10);
    expect(body['version']).toBe(11);
    expect((await api.download(actors.owner, first!.url)).headers.get('content-type')).toBe(
      'application/pdf',
    );
    expect((await api.download(actors.stranger, first!.url)).status).toBe(404);
    expect((await api.send(actors.staff, 'DELETE', first!.url)).status).toBe(204);
    expect((await api.send(actors.staff, 'DELETE', `${path()}/${ofClinic}`)).status).toBe(204);
    await api.worker.drain();
    expect((await api.files()).filter((key) => key.startsWith(`pet-records/${pet}/`))).toEqual([]);
  });

  it('is listed by the day, the latest first, from an index, and continued by a cursor', async () => {
    await api.sql(
      `insert into pet_records (pet_id, date, type, title, by_clinic)
       select ${pet}, date '2020-01-01' + n, 'lab', 'n' || n, false from generate_series(1, 500) n`,
    );
    await api.sql(
      `insert into pets (name, species) select 'x', 'fish' from generate_series(1, 300);
       insert into pet_records (pet_id, date, type, title, by_clinic)
       select id, date '2020-01-01', 'lab', 'x', false from pets, generate_series(1, 10) where species = 'fish'`,
    );
    await api.sql('analyze pet_records');
    const page = async (search: string) =>
      (await api.send(actors.owner, 'GET', `${path()}?limit=3${search}`)).body;
    const first = await page('');
    const titles = (body: Record<string, unknown>) =>
      (body['data'] as { title: string }[]).map(({ title }) => title);
    expect([titles(first), first['total']]).toEqual([['Rabies', 'Rabies', 'n500'], 502]);
    expect(titles(await page(`&after=${String(first['next'])}`))).toEqual(['n499', 'n498', 'n497']);
    const plan = await api.sql<Record<string, string>>(
      `explain (costs off) select id from pet_records r where r.pet_id = ${pet} and (r.date, r.id) < ('2021-01-01'::date, 5)
       order by r.date desc, r.id desc limit 4`,
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(
      /^Limit\n.*Index.* Scan Backward using pet_records_pet/,
    );
  });
});

it('is heard of by the owner and by each clinic that the pet has been at, and by none other', () => {
  const payload = { petId: 1, name: 'Momo', ownerId: 7, clinicIds: [3, 4], changed: ['name'] };
  const { rooms, payload: wireOf } = petUpdated.realtime!;
  expect(rooms(payload)).toEqual([
    'pets.keep@user:7',
    'pets.treat@clinic:3',
    'pets.treat@clinic:*',
    'pets.treat@clinic:4',
  ]);
  expect(rooms({ ...payload, ownerId: null, clinicIds: [] })).toEqual([]);
  expect(wireOf!(payload, { seq: 1 })).toEqual({ petId: 1, name: 'Momo', ownerId: 7, changed: ['name'] });
});
