import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestClinic } from '@antrean/clinics/testing';
import type { SessionPrincipal } from '@antrean/platform/auth';
import sharp from 'sharp';
import { LIMITS } from './pet.problem.ts';
import { startPetApi, type PetApi } from './pet-api.factory.ts';
import { createTestPet } from './testing.ts';

const PHOTO = await sharp({ create: { width: 30, height: 30, channels: 3, background: '#a52' } })
  .png()
  .toBuffer();
const PDF = Buffer.from('%PDF-1.7\n');
const RECORD = { date: '2026-01-01', type: 'illness', title: 'Flu' };

let api: PetApi;
let clinic: number;
let staff: SessionPrincipal;
let owner: SessionPrincipal;
let pets: number[];
beforeAll(async () => {
  api = await startPetApi();
  clinic = (await createTestClinic(api.database)).id;
  staff = await api.staffOf(clinic);
});
afterAll(() => api.close());
beforeEach(async () => {
  owner = await api.customer();
  pets = [];
  for (let n = 0; n < 2; n += 1) {
    const { id } = await createTestPet(api.database, owner.userId);
    await api.admit(id, clinic);
    pets.push(id);
  }
});

const photoOf = (pet: number) => api.upload(owner, `/api/pets/${pet}/images`, PHOTO);
/** A record that somebody writes, and where its files are sent. */
const filesBy = async (actor: SessionPrincipal, pet: number): Promise<string> => {
  const { body } = await api.send(actor, 'POST', `/api/pets/${pet}/medical-records`, RECORD);
  return `/api/pets/${pet}/medical-records/${String(body['id'])}/attachments`;
};
const said = ({ status, body }: { status: number; body: Record<string, unknown> }) =>
  status === 201 ? 201 : [status, body['code']];
const FULL = [409, 'pet_storage_full'];

describe('S1-PET-06 the files of an owner’s pets', () => {
  /** A picture that leaves room for so many bytes. */
  const fill = (room: number) =>
    api.sql(
      `insert into pet_images (pet_id, file_key, file_name, content_type, size, sha256)
       values (${pets[0]}, 'none/' || gen_random_uuid(), 'a.jpg', 'image/jpeg', ${LIMITS.ownerBytes - room}, '')`,
    );

  it('have 1 GB together: what is more is refused with what there is, until something is deleted', async () => {
    const own = await filesBy(owner, pets[1]!);
    expect(said(await api.upload(owner, own, PDF))).toBe(201);
    const first = await photoOf(pets[1]!);
    expect(said(first)).toBe(201);
    await fill(PDF.length + Number(first.body['size']));
    const { body } = await photoOf(pets[1]!);
    expect(body).toMatchObject({
      ...{ status: 409, code: 'pet_storage_full', limitMegabytes: 1_000, usedMegabytes: 1_000 },
    });
    expect(said(await api.upload(owner, own, PDF))).toEqual(FULL);
    expect((await api.files()).filter((key) => key.startsWith(`pet-images/${pets[1]}/`))).toHaveLength(1);
    // What a clinic attaches is not the owner’s, who could not delete it.
    expect(said(await api.upload(staff, await filesBy(staff, pets[1]!), PDF))).toBe(201);

    expect((await api.send(owner, 'DELETE', String(first.body['url']))).status).toBe(204);
    expect(said(await photoOf(pets[0]!))).toBe(201);
    const other = await api.customer();
    const { id } = await createTestPet(api.database, other.userId);
    expect(said(await api.upload(other, `/api/pets/${id}/images`, PHOTO))).toBe(201);
  });

  it('count each other, also when they arrive at once for several pets', async () => {
    const { body } = await photoOf(pets[0]!);
    const size = Number(body['size']);
    await fill(2 * size);
    const answers = await Promise.all([photoOf(pets[0]!), photoOf(pets[1]!), photoOf(pets[1]!)]);
    expect(answers.map(said).filter((each) => each !== 201)).toEqual([FULL, FULL]);
  });
});

describe('S1-PET-05 the records of a pet, and the files of all of them,', () => {
  it(`are ${LIMITS.records} and ${LIMITS.filesOfPet} by its owner, and as many by each clinic`, async () => {
    const [pet] = pets as [number];
    const other = (await createTestClinic(api.database)).id;
    await api.admit(pet, other);
    const writers: [SessionPrincipal, string][] = [
      [owner, 'false, null'],
      [staff, `true, ${clinic}`],
      [await api.staffOf(other), `true, ${other}`],
    ];
    for (const [actor, written] of writers) {
      const files = await filesBy(actor, pet);
      await api.sql(
        `with records as (
           insert into pet_records (pet_id, date, type, title, by_clinic, clinic_id)
           select ${pet}, date '2020-01-01', 'lab', 'x', ${written} from generate_series(1, ${LIMITS.records - 2})
           returning id)
         insert into pet_record_attachments (record_id, file_key, file_name, content_type, size, sha256)
         select id, 'none/' || id, 'a.pdf', 'application/pdf', 1, '' from records limit ${LIMITS.filesOfPet - 1}`,
      );
      expect(said(await api.upload(actor, files, PDF))).toBe(201);
      const more = await api.upload(actor, files, PDF);
      expect([said(more), more.body['limit']]).toEqual([[409, 'pet_limit_reached'], LIMITS.filesOfPet]);
      await filesBy(actor, pet);
      const refused = await api.send(actor, 'POST', `/api/pets/${pet}/medical-records`, RECORD);
      expect([said(refused), refused.body['limit']]).toEqual([[409, 'pet_limit_reached'], LIMITS.records]);
    }
  });
});
