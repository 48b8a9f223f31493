import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import sharp from 'sharp';
import { MOST_OPEN } from './create-application.ts';
import { MOST_DOCUMENTS } from './documents/document-kind.ts';
import { PATH, PDF, startOnboardingApi, type OnboardingApi } from './onboarding-api.factory.ts';
import { completeForm } from './testing.ts';
import { STEPS } from './application-step.ts';

let api: OnboardingApi;
let applicant: UserPrincipal;
let other: UserPrincipal;
let id: number;

beforeAll(async () => {
  api = await startOnboardingApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  applicant = await api.person('customer', 'en');
  other = await api.person('customer');
  id = await begin(applicant);
});

async function begin(actor: UserPrincipal): Promise<number> {
  const { status, body, headers } = await api.send(actor, 'POST', PATH);
  expect([status, headers.get('location')]).toEqual([201, `${PATH}/${String(body['id'])}`]);
  return Number(body['id']);
}
const save = (step: string, body: object, headers: Record<string, string> = {}) =>
  api.send(applicant, 'PUT', `${PATH}/${id}/steps/${step}`, JSON.parse(JSON.stringify(body)), headers);
const fieldsOf = (body: Record<string, unknown>) =>
  (body['errors'] as { field: string; message: string }[]).map(({ field }) => field);
async function fillIn(): Promise<void> {
  for (const kind of ['business_licence', 'identity', 'tax_number'])
    expect((await api.upload(applicant, id, kind)).status).toBe(201);
  // Backwards: no step waits for another.
  for (const step of [...STEPS].reverse()) {
    const { status, body } = await save(step, completeForm()[step]);
    expect([step, status, body['complete'], body['errors']]).toEqual([step, 200, true, []]);
  }
}
const submit = (headers: Record<string, string> = {}) =>
  api.send(applicant, 'POST', `${PATH}/${id}/submit`, {}, headers);

describe('the steps of an application', () => {
  it('S1-ONB-01 are saved half-filled and in any order, and each says what it lacks', async () => {
    const services = await save('services', {
      services: [
        { name: 'Vaksinasi', price: -1 },
        { name: 'vaksinasi', price: 5, durationMinutes: 30 },
      ],
    });
    expect([services.status, services.body['complete'], fieldsOf(services.body)]).toEqual([
      200,
      false,
      ['services[0].price', 'services[0].durationMinutes'],
    ]);
    const business = await save('business', { name: 'Klinik Satwa', email: 'halo@' });
    expect(business.body).toMatchObject({
      step: 'business',
      data: { name: 'Klinik Satwa', email: 'halo@' },
      complete: false,
      progress: { complete: 0, total: 5, percent: 0 },
      status: 'draft',
    });
    expect(business.body['errors']).toEqual([
      { field: 'phone', message: 'is not filled in yet' },
      { field: 'email', message: expect.stringContaining('must be an e-mail address') },
    ]);
    const { body } = await api.send(applicant, 'GET', `${PATH}/${id}/steps/business`);
    expect(body).toEqual(business.body);
    await api.sql(`update users set language = 'id' where id = ?`, [applicant.userId]);
    const inIndonesian = await api.send(applicant, 'GET', `${PATH}/${id}/steps/location`);
    expect(inIndonesian.body).toMatchObject({ data: {}, complete: false });
    expect(inIndonesian.body['errors']).toContainEqual({ field: 'address', message: 'belum diisi' });
  });

  it('S1-ONB-01 make up its progress, and resume where they were left', async () => {
    await save('business', completeForm().business);
    await save('review', { confirmed: false });
    const { body } = await api.send(applicant, 'GET', PATH);
    expect(body).toMatchObject({
      total: 1,
      data: [
        {
          id,
          status: 'draft',
          businessName: 'Klinik Satwa Sehat',
          progress: {
            ...{ complete: 1, total: 5, percent: 20 },
            steps: { business: true, location: false, services: false, documents: false, review: false },
          },
        },
      ],
    });
    const detail = await api.send(applicant, 'GET', `${PATH}/${id}`);
    expect(detail.body['form']).toEqual({ business: completeForm().business, review: { confirmed: false } });
  });

  it('refuse what is no such step, what is too long, and what somebody else has saved meanwhile', async () => {
    for (const [step, body] of [
      ['business', { nam: 'x' }],
      ['business', { name: 'x'.repeat(201) }],
      ['business', { description: 'x'.repeat(2_001) }],
      ['services', { services: Array.from({ length: 51 }, () => ({})) }],
      ['location', { location: { lat: 'north' } }],
    ] as const)
      expect([step, (await save(step, body)).status]).toEqual([step, 400]);
    const first = await save('business', { name: 'Satu' });
    const version = String(first.body['version']);
    expect((await save('business', { name: 'Dua' }, { 'if-match': `"${version}"` })).status).toBe(200);
    const stale = await save('business', { name: 'Tiga' }, { 'if-match': `"${version}"` });
    expect([stale.status, stale.body['code']]).toEqual([412, 'stale_version']);
  });

  it('of somebody else do not exist', async () => {
    for (const [method, path, body] of [
      ['GET', ''],
      ['GET', '/steps/business'],
      ['PUT', '/steps/business', {}],
      ['GET', '/documents'],
      ['GET', '/history'],
      ['POST', '/submit', {}],
      ['POST', '/withdraw', {}],
    ] as const) {
      const answer = await api.send(other, method, `${PATH}/${id}${path}`, body);
      expect([method, path, answer.status]).toEqual([method, path, 404]);
    }
    expect((await api.upload(other, id, 'identity')).status).toBe(404);
    expect((await api.send(other, 'GET', PATH)).body).toMatchObject({ total: 0, data: [] });
  });
});

describe('handing an application in', () => {
  it('S1-ONB-01 S1-ONB-04 takes all steps; what is missing is named by its field', async () => {
    await save('services', { services: [{ name: 'Vaksinasi', price: 1 }] });
    const refused = await submit();
    expect([refused.status, refused.body['code'], refused.body['incomplete']]).toEqual([
      422,
      'application_incomplete',
      'business, location, services, documents, review',
    ]);
    expect(fieldsOf(refused.body)).toEqual(
      expect.arrayContaining([
        'steps.business.name',
        'steps.services.services[0].durationMinutes',
        'steps.documents.documents.identity',
        'steps.review.confirmed',
      ]),
    );
    await fillIn();
    const done = await submit();
    expect([done.status, done.body]).toMatchObject([
      200,
      { status: 'submitted', progress: { complete: 5, percent: 100 }, submittedAt: expect.any(String) },
    ]);
    for (const answer of [
      await submit(),
      await save('business', {}),
      await api.upload(applicant, id, 'other'),
    ]) {
      expect([answer.status, answer.body]).toMatchObject([
        409,
        { code: 'application_status_conflict', currentStatus: 'submitted' },
      ]);
    }
  });

  it('happens once of many requests at once, and a repeated key is answered as before', async () => {
    await fillIn();
    const answers = await Promise.all(Array.from({ length: 5 }, () => submit()));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    const key = { 'idempotency-key': 'withdraw-1' };
    const withdraw = () => api.send(applicant, 'POST', `${PATH}/${id}/withdraw`, {}, key);
    const [first, second] = [await withdraw(), await withdraw()];
    expect([first.status, second.status, second.body]).toEqual([200, 200, first.body]);
    const events = await api.sql(
      `select 1 from outbox_events where name = 'vendor.application.submitted' and payload->>'id' = ?`,
      [String(id)],
    );
    expect(events).toHaveLength(1);
  });

  it('is taken back by its applicant, for good', async () => {
    await fillIn();
    await submit();
    const { status, body } = await api.send(applicant, 'POST', `${PATH}/${id}/withdraw`);
    expect([status, body['status']]).toEqual([200, 'withdrawn']);
    expect((await submit()).body).toMatchObject({ currentStatus: 'withdrawn' });
    const history = await api.send(applicant, 'GET', `${PATH}/${id}/history`);
    expect((history.body['data'] as { action: string }[]).map(({ action }) => action)).toEqual([
      'created',
      ...Array.from({ length: 3 }, () => 'document_added'),
      ...Array.from({ length: 5 }, () => 'step_saved'),
      'submitted',
      'withdrawn',
    ]);
  });

  it('leaves room for three open applications, also when many are begun at once', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => api.send(applicant, 'POST', PATH)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({
      code: 'too_many_applications',
      limit: MOST_OPEN,
    });
    await api.send(applicant, 'POST', `${PATH}/${id}/withdraw`);
    await begin(applicant);
  });
});

describe('the documents of an application', () => {
  const download = (actor: UserPrincipal, documentId: unknown) =>
    fetch(`${api.url}${PATH}/${id}/documents/${String(documentId)}`, { headers: api.authorization(actor) });

  it('S1-ONB-03 are kept as they came and given to their applicant to be saved', async () => {
    const { status, body } = await api.upload(applicant, id, 'identity');
    expect([status, body]).toEqual([
      201,
      {
        id: expect.any(Number),
        kind: 'identity',
        filename: 'izin.pdf',
        contentType: 'application/pdf',
        size: PDF.length,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        createdAt: expect.stringMatching(/Z$/),
        verification: null,
      },
    ]);
    const saved = await download(applicant, body['id']);
    expect(Buffer.from(await saved.arrayBuffer()).equals(PDF)).toBe(true);
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename="?izin\.pdf/);
    expect(saved.headers.get('x-content-type-options')).toBe('nosniff');
    expect(saved.headers.get('content-security-policy')).toMatch(/sandbox$/);
    expect((await download(other, body['id'])).status).toBe(404);
    expect((await download(await api.person('administrator'), body['id'])).status).toBe(404);
    const image = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#123456' } })
      .png()
      .toBuffer();
    expect((await api.upload(applicant, id, 'other', image)).body).toMatchObject({
      contentType: 'image/png',
    });
    expect((await api.send(applicant, 'GET', `${PATH}/${id}/documents`)).body).toMatchObject({ total: 2 });
  });

  it('S1-ONB-03 are PDF, JPEG or PNG; a refused file leaves nothing behind', async () => {
    const before = await api.files();
    for (const [bytes, code] of [
      ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'document_type_refused'],
      ['just text', 'document_type_refused'],
      ['', 'document_incomplete'],
      [Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024)]), 'document_too_large'],
    ] as const)
      expect((await api.upload(applicant, id, 'identity', bytes)).body['code']).toBe(code);
    expect((await api.upload(applicant, id, 'passport')).status).toBe(400);
    await api.worker.drain();
    expect(await api.files()).toEqual(before);
  });

  it('go with their bytes when they are removed, and complete their step no more', async () => {
    const before = await api.files();
    const { body } = await api.upload(applicant, id, 'identity');
    const removal = `${PATH}/${id}/documents/${String(body['id'])}`;
    expect((await api.send(other, 'DELETE', removal)).status).toBe(404);
    expect((await api.send(applicant, 'DELETE', removal)).status).toBe(204);
    expect((await api.send(applicant, 'DELETE', removal)).status).toBe(404);
    await api.worker.drain();
    expect(await api.files()).toEqual(before);
    const step = await save('documents', completeForm().documents);
    expect(fieldsOf(step.body)).toContain('documents.identity');
  });

  it('are refused when the application was handed in while they arrived, and leave nothing', async () => {
    await fillIn();
    const before = await api.files();
    const body = new TransformStream<Uint8Array, Uint8Array>();
    const writer = body.writable.getWriter();
    const answer = fetch(`${api.url}${PATH}/${id}/documents?kind=other`, {
      method: 'POST',
      headers: { ...api.authorization(applicant), 'content-type': 'application/pdf' },
      body: body.readable,
      duplex: 'half',
    });
    await writer.write(new Uint8Array(PDF));
    while ((await api.sql(`select 1 from unkept_files`)).length === 0);
    expect((await submit()).status).toBe(200);
    await writer.close();
    expect((await answer).status).toBe(409);
    expect(await api.files()).toEqual(before);
  });

  it('are ten at most, also when the last ones arrive at once', async () => {
    for (let i = 1; i < MOST_DOCUMENTS; i += 1) await api.upload(applicant, id, 'other');
    const answers = await Promise.all(Array.from({ length: 3 }, () => api.upload(applicant, id, 'other')));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)!.body['code']).toBe('application_documents_full');
  });
});
