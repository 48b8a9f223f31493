import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestClinic } from '@antrean/clinics/testing';
import type { SessionPrincipal } from '@antrean/platform/auth';
import sharp from 'sharp';
import { admitPet } from './admit-pet.ts';
import { petData } from './personal-data.ts';
import { startPetApi, type PetApi } from './pet-api.factory.ts';
import { createTestPet } from './testing.ts';

const PHOTO = await sharp({ create: { width: 3_000, height: 1_500, channels: 3, background: '#a52' } })
  .jpeg()
  .withMetadata({ orientation: 6 })
  .toBuffer();
const PDF = Buffer.from('%PDF-1.7\n');

let api: PetApi;
let clinic: number;
let owner: SessionPrincipal;
let other: SessionPrincipal;
let staff: SessionPrincipal;

beforeAll(async () => {
  api = await startPetApi();
  clinic = (await createTestClinic(api.database)).id;
  staff = await api.staffOf(clinic);
});
afterAll(() => api.close());
beforeEach(async () => {
  owner = await api.customer();
  other = await api.customer();
});

const add = async (details: object = {}) => {
  const answer = await api.send(owner, 'POST', '/api/pets', { name: 'Momo', species: 'cat', ...details });
  expect(answer.status).toBe(201);
  return answer.body as { id: number; version: number; birthDate: string | null };
};
const monthsAgo = async (months: number): Promise<string> => {
  const [row] = await api.sql<{ day: string }>(
    `select to_char((now() at time zone 'Asia/Jakarta')::date - make_interval(months => ${months}), 'YYYY-MM-DD') as day`,
  );
  return row!.day;
};

describe('a pet', () => {
  it('S1-PET-01 is added with species, breed and the day that it was born', async () => {
    const birthDate = await monthsAgo(30);
    const { status, body, headers } = await api.send(owner, 'POST', '/api/pets', {
      ...{ name: 'Momo', species: 'cat', breed: 'Persia', sex: 'female', weightGrams: 4_200, birthDate },
    });
    expect([status, headers.get('location')]).toEqual([201, `/api/pets/${String(body['id'])}`]);
    expect(body).toMatchObject({
      ...{ name: 'Momo', species: 'cat', breed: 'Persia', sex: 'female', weightGrams: 4_200 },
      ...{ birthDate, birthDateEstimated: false, ageMonths: 30, isDeleted: false, version: 1 },
      owner: { id: owner.userId, name: owner.name },
    });
  });

  it('S1-PET-01 whose age is told in months gets a day of birth that is reckoned', async () => {
    expect(await add({ ageMonths: 14 })).toMatchObject({
      ...{ birthDate: await monthsAgo(14), birthDateEstimated: true, ageMonths: 14 },
    });
    expect(await add()).toMatchObject({ birthDate: null, ageMonths: null, sex: 'unknown' });
  });

  it.each([
    [{ name: '' }],
    [{ species: undefined }],
    [{ birthDate: '2199-01-01' }],
    [{ birthDate: '2024-02-30' }],
    [{ birthDate: '2024-01-01', ageMonths: 3 }],
    [{ ageMonths: -1 }],
    [{ weightGrams: 0 }],
    [{ weightGrams: 9_999_999_999 }],
    [{ sex: 'other' }],
  ])('S1-PET-01 %j is refused', async (wrong) => {
    const { status, body } = await api.send(owner, 'POST', '/api/pets', {
      name: 'Momo',
      species: 'cat',
      ...wrong,
    });
    expect([status, body['code']]).toEqual([400, 'invalid_request']);
  });

  it('S1-PET-02 is listed and read by its owner, and not found by others', async () => {
    const [first, second] = [await add(), await add({ name: 'Koko' })];
    const list = await api.send(owner, 'GET', '/api/pets');
    expect(list.body).toMatchObject({ data: [{ id: second.id }, { id: first.id }], total: 2, next: null });
    expect((await api.send(owner, 'GET', '/api/pets?q=kok')).body).toMatchObject({
      data: [{ id: second.id }],
      total: 1,
    });
    expect((await api.send(owner, 'GET', '/api/pets?limit=1')).body['next']).toEqual(expect.any(String));
    expect((await api.send(other, 'GET', '/api/pets')).body).toMatchObject({ data: [], total: 0 });
    expect((await api.send(other, 'GET', `/api/pets/${first.id}`)).status).toBe(404);
    expect((await api.send(owner, 'GET', '/api/pets/999999999999')).status).toBe(404);
  });

  it('S1-PET-03 is changed in the version that was seen; what is as it was is no change', async () => {
    const { id } = await add({ ageMonths: 14 });
    const path = `/api/pets/${id}`;
    await api.takeEvents();
    const changed = await api.send(
      owner,
      'PATCH',
      path,
      { name: 'Mimi', breed: null },
      { 'if-match': '"1"' },
    );
    expect(changed.body).toMatchObject({ name: 'Mimi', species: 'cat', ageMonths: 14, version: 2 });
    expect((await api.send(owner, 'PATCH', path, { name: 'X' }, { 'if-match': '"1"' })).status).toBe(412);
    expect((await api.send(owner, 'PATCH', path, { name: 'Mimi', ageMonths: 14 })).body['version']).toBe(2);
    const born = await api.send(owner, 'PATCH', path, { birthDate: '2024-01-31' });
    expect(born.body).toMatchObject({ birthDate: '2024-01-31', birthDateEstimated: false, version: 3 });
    expect((await api.send(owner, 'PATCH', path, { birthDate: null })).body).toMatchObject({
      birthDate: null,
    });
    expect((await api.send(other, 'PATCH', path, { name: 'X' })).status).toBe(404);
    const told = (await api.takeEvents()).filter(({ name }) => name === 'pet.updated');
    expect(told.map(({ payload }) => payload['changed'])).toEqual([
      ['name'],
      ['birthDate', 'birthDateEstimated'],
      ['birthDate'],
    ]);
  });

  it('S1-PET-04 that was at no clinic is deleted with all its files', async () => {
    const { id } = await add();
    await api.upload(owner, `/api/pets/${id}/images`, PHOTO);
    const record = { date: '2026-01-01', type: 'illness', title: 'Flu' };
    const written = await api.send(owner, 'POST', `/api/pets/${id}/medical-records`, record);
    await api.upload(owner, `/api/pets/${id}/medical-records/${String(written.body['id'])}/attachments`, PDF);
    await api.worker.drain();
    expect(await api.files()).toHaveLength(3);
    expect((await api.send(other, 'DELETE', `/api/pets/${id}`)).status).toBe(404);
    expect(
      (await api.send(owner, 'DELETE', `/api/pets/${id}`, undefined, { 'if-match': '"7"' })).status,
    ).toBe(412);
    expect((await api.send(owner, 'DELETE', `/api/pets/${id}`)).status).toBe(204);
    expect((await api.send(owner, 'DELETE', `/api/pets/${id}`)).status).toBe(404);
    await api.worker.drain();
    expect([await api.files(), await api.sql(`select id from pets where id = ${id}`)]).toEqual([[], []]);
  });

  it('S1-PET-04 that was at a clinic is gone for its owner, and stays there with what the clinic wrote', async () => {
    const { id } = await add();
    await api.admit(id, clinic);
    const records = `/api/pets/${id}/medical-records`;
    await api.upload(owner, `/api/pets/${id}/images`, PHOTO);
    const record = { date: '2026-01-01', type: 'vaccination', title: 'Rabies' };
    await api.send(owner, 'POST', records, { ...record, title: 'Own' });
    const kept = await api.send(staff, 'POST', records, record);
    await api.upload(staff, `${records}/${String(kept.body['id'])}/attachments`, PDF);
    await api.worker.drain();
    expect((await api.send(owner, 'DELETE', `/api/pets/${id}`)).status).toBe(204);
    await api.worker.drain();
    expect(await api.files()).toEqual([expect.stringMatching(/^pet-records\//)]);
    expect((await api.send(owner, 'GET', `/api/pets/${id}`)).status).toBe(404);
    expect((await api.send(staff, 'GET', `/api/pets/${id}`)).body).toMatchObject({ isDeleted: true });
    expect((await api.send(staff, 'GET', records)).body).toMatchObject({
      data: [{ title: 'Rabies' }],
      total: 1,
    });
    const more = await api.send(staff, 'POST', records, record);
    expect([more.status, more.body['code']]).toEqual([409, 'pet_deleted']);
  });

  it('is one of 50 at most, also when the last ones are added at the same time', async () => {
    await api.sql(
      `insert into pets (owner_id, name, species) select ${owner.userId}, 'x', 'fish' from generate_series(1, 49)`,
    );
    const answers = await Promise.all(
      Array.from({ length: 3 }, () => api.send(owner, 'POST', '/api/pets', { name: 'x', species: 'fish' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({
      code: 'pet_limit_reached',
      limit: 50,
    });
  });

  it('that a clinic is booked for again is known there once, and told of once', async () => {
    const { id } = await createTestPet(api.database, owner.userId);
    await api.takeEvents();
    for (let again = 0; again < 2; again += 1) await api.admit(id, clinic);
    expect(await api.takeEvents()).toMatchObject([
      { name: 'pet.admitted', payload: { petId: id, clinicId: clinic, ownerId: owner.userId } },
    ]);
  });
});

describe('S1-PET-06 a picture', () => {
  it('is stored upright and smaller, and shown small as soon as a worker has made that', async () => {
    const { id } = await add();
    const path = `/api/pets/${id}/images`;
    const { status, body, headers } = await api.upload(owner, path, PHOTO);
    const url = `${path}/${String(body['id'])}`;
    expect([status, headers.get('location')]).toEqual([201, url]);
    expect(body).toMatchObject({ contentType: 'image/jpeg', url, thumbnailUrl: null });
    const kept = await sharp(Buffer.from(await (await api.download(owner, url)).arrayBuffer())).metadata();
    expect([kept.width, kept.height, kept.orientation]).toEqual([1_024, 2_048, undefined]);
    await api.worker.drain();
    const list = await api.send(owner, 'GET', path);
    expect(list.body).toMatchObject({ data: [{ url, thumbnailUrl: `${url}/thumbnail` }], total: 1 });
    const small = await api.download(owner, `${url}/thumbnail`);
    expect([small.status, small.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect((await api.download(other, url)).status).toBe(404);
    expect((await api.send(owner, 'DELETE', url)).status).toBe(204);
    await api.worker.drain();
    expect((await api.files()).filter((key) => key.startsWith(`pet-images/${id}/`))).toEqual([]);
    expect((await api.download(owner, url)).status).toBe(404);
  });

  it('is one of 20 at most, also when the last ones arrive at the same time; what is refused leaves nothing', async () => {
    const { id } = await add();
    await api.sql(
      `insert into pet_images (pet_id, file_key, file_name, content_type, size, sha256)
       select ${id}, 'none/' || gen_random_uuid(), 'a.jpg', 'image/jpeg', 1, '' from generate_series(1, 18)`,
    );
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => api.upload(owner, `/api/pets/${id}/images`, PHOTO)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409]);
    expect((await api.files()).filter((key) => key.startsWith(`pet-images/${id}/`))).toHaveLength(2);
  });

  it.each([
    ['a PDF', PDF, 415, 'pet_image_type_refused'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 415, 'pet_image_type_refused'],
    ['half of one', PHOTO.subarray(0, 5_000), 422, 'pet_image_image_damaged'],
    ['nothing', Buffer.alloc(0), 400, 'pet_image_incomplete'],
  ])('%s is refused and leaves nothing', async (_, bytes, status, code) => {
    const { id } = await add();
    const answer = await api.upload(owner, `/api/pets/${id}/images`, bytes);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    expect((await api.files()).filter((key) => key.startsWith(`pet-images/${id}/`))).toEqual([]);
    expect(await api.sql(`select key from unkept_files where key like 'pet-images/${id}/%'`)).toEqual([]);
  });
});

describe('what is known about somebody by their pets', () => {
  const all = async <T>(rows: AsyncIterable<T>): Promise<T[]> => {
    const found: T[] = [];
    for await (const row of rows) found.push(row);
    return found;
  };

  it('is given to them, and forgotten with them; a clinic keeps what it wrote, without names', async () => {
    const { id } = await add({ name: 'Mine' });
    const treated = await add({ name: 'Treated' });
    const gone = await add({ name: 'Gone' });
    await api.admit(treated.id, clinic);
    await api.admit(gone.id, clinic);
    expect((await api.send(owner, 'DELETE', `/api/pets/${gone.id}`)).status).toBe(204);
    const record = { date: '2026-01-01', type: 'surgery', title: 'Teeth', notes: 'All well' };
    const own = await api.send(owner, 'POST', `/api/pets/${id}/medical-records`, record);
    await api.send(staff, 'POST', `/api/pets/${treated.id}/medical-records`, record);
    await api.upload(owner, `/api/pets/${id}/medical-records/${String(own.body['id'])}/attachments`, PDF);
    await api.upload(owner, `/api/pets/${id}/images`, PHOTO);
    await api.worker.drain();

    const em = api.database.fork();
    const rows = await all(petData.read(em, owner.userId));
    expect(rows).toMatchObject([
      { section: 'pets', row: { name: 'Mine' } },
      { section: 'pets', row: { name: 'Treated', deletedAt: null } },
      { section: 'pets', row: { name: 'Gone', deletedAt: expect.any(String) } },
      { section: 'medical-records', row: { petId: id, notes: 'All well' } },
      { section: 'medical-records', row: { petId: treated.id, writtenBy: 'clinic' } },
    ]);
    expect(JSON.stringify(rows)).not.toContain(staff.name);
    const files = await all(petData.files!(em, owner.userId));
    expect(files.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^images\/\d+ attachment\.jpg$/),
      expect.stringMatching(/^medical-records\/\d+ attachment\.pdf$/),
    ]);
    for (const { key } of files) expect(await api.storage.stat(key)).not.toBeNull();
    expect(await all(petData.read(em, other.userId))).toEqual([]);

    await api.inTransaction((tx) => petData.erase(tx, owner.userId));
    await api.worker.drain();
    for (const { key } of files) expect(await api.storage.stat(key)).toBeNull();
    expect(await all(petData.read(em, owner.userId))).toEqual([]);
    expect((await api.send(staff, 'GET', `/api/pets/${treated.id}`)).body).toMatchObject({
      owner: null,
      isDeleted: true,
    });
    expect(await api.sql(`select id from pets where owner_id = ${owner.userId}`)).toEqual([]);
    await api.takeEvents();
    await api.inTransaction((tx) => petData.erase(tx, owner.userId));
    await api.inTransaction((tx) => petData.erase(tx, staff.userId));
    expect(await api.takeEvents()).toEqual([]);
    const history = await api.send(staff, 'GET', `/api/pets/${treated.id}/medical-records`);
    expect(history.body).toMatchObject({ data: [{ title: 'Teeth', author: null, clinicId: clinic }] });
  });

  it('leaves a pet with the clinic that it was just booked at while its owner left', async () => {
    const { id } = await add();
    let leaving: Promise<void> | undefined;
    await api.inTransaction(async (tx) => {
      await admitPet(tx, id, clinic);
      leaving = api.inTransaction((other) => petData.erase(other, owner.userId));
      const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      while ((await api.sql(waits)).length === 0);
    });
    await leaving;
    expect((await api.send(staff, 'GET', `/api/pets/${id}`)).body).toMatchObject({
      owner: null,
      isDeleted: true,
    });
  });
});
