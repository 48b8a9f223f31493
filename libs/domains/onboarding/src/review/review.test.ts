import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { UserPrincipal } from '@antrean/platform/auth';
import { ADMIN, PATH, type OnboardingApi } from '../onboarding-api.factory.ts';
import { completeForm, createTestApplication } from '../testing.ts';
import { REASON, startReviewScene, type Person, type ReviewScene } from './review-scene.factory.ts';

let api: OnboardingApi;
let applicant: Person;
let reviewer: Person;
let second: Person;
let decide: ReviewScene['decide'];
let actionsOf: ReviewScene['actionsOf'];
let id: number;

beforeAll(async () => {
  ({ api, reviewer, second, decide, actionsOf } = await startReviewScene());
});
afterAll(() => api.close());
beforeEach(async () => {
  applicant = await api.person('customer', 'en');
  ({ id } = await createTestApplication(api.database, applicant));
});

describe('the review queue', () => {
  it('S1-ONB-05 lists what was submitted, the one that waits longest first, page by page, and no draft', async () => {
    await api.sql(
      `update vendor_applications set status = 'withdrawn', closed_at = now() where status = 'submitted'`,
    );
    const { id: draft } = await createTestApplication(api.database, applicant, { status: 'draft' });
    const made: number[] = [];
    for (const name of ['Satu', 'Dua', 'Tiga'])
      made.push((await createTestApplication(api.database, await api.person('customer'), { name })).id);
    // The oldest came last.
    await api.sql(`update vendor_applications set submitted_at = now() - interval '2 days' where id = ?`, [
      made[2]!,
    ]);
    const list = async (query: string) => {
      const { status, body } = await api.send(reviewer, 'GET', `${ADMIN}?${query}`);
      expect(status).toBe(200);
      return { ids: (body['data'] as { id: number }[]).map((each) => each.id), body };
    };
    const first = await list('limit=2');
    expect([first.ids, first.body]).toMatchObject([
      [made[2], made[0]],
      { total: 3, totalPages: 2, next: expect.any(String) },
    ]);
    expect(first.body['data']).toMatchObject([
      { businessName: 'Tiga', progress: { percent: 100 }, claimedBy: null, decidedBy: null },
      { businessName: 'Satu' },
    ]);
    expect((await list(`limit=2&after=${String(first.body['next'])}`)).ids).toEqual([made[1]]);
    expect((await list('limit=2&page=2')).ids).toEqual([made[1]]);
    expect((await list('status=withdrawn&limit=200')).ids).toContain(id);
    const all = (await list('status=any&limit=200')).ids;
    expect([all.includes(draft), all.includes(id)]).toEqual([false, true]);
    for (const path of [`${ADMIN}/${draft}`, `${PATH}/${draft}`])
      expect((await api.send(reviewer, 'GET', path)).status).toBe(404);
  });

  it('S1-ONB-05 is shared out by claims, which another one takes over knowingly', async () => {
    const claim = (actor: UserPrincipal, body = {}) => api.send(actor, 'POST', `${ADMIN}/${id}/claim`, body);
    expect((await claim(reviewer)).body['claimedBy']).toEqual({ id: reviewer.userId, name: reviewer.name });
    expect((await claim(reviewer)).status).toBe(200);
    const refused = await claim(second);
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { code: 'application_claimed', reviewerId: reviewer.userId, reviewerName: reviewer.name },
    ]);
    const mine = await api.send(reviewer, 'GET', `${ADMIN}?claimed=me`);
    expect((mine.body['data'] as { id: number }[]).map((each) => each.id)).toEqual([id]);
    expect((await claim(second, { takeOver: true })).status).toBe(200);
    // That of another stays.
    expect((await api.send(reviewer, 'DELETE', `${ADMIN}/${id}/claim`)).status).toBe(204);
    expect((await api.send(reviewer, 'GET', `${ADMIN}/${id}`)).body['claimedBy']).toMatchObject({
      id: second.userId,
    });
    expect((await api.send(second, 'DELETE', `${ADMIN}/${id}/claim`)).status).toBe(204);
    expect((await api.send(reviewer, 'GET', `${ADMIN}/${id}`)).body['claimedBy']).toBeNull();
  });

  it('S1-ONB-02 S1-ONB-05 shows reviewers the form, the documents and what else the applicant applied for; notes stay among them', async () => {
    const { id: before } = await createTestApplication(api.database, applicant, {
      status: 'rejected',
      name: 'Dulu',
    });
    const { body } = await api.send(reviewer, 'GET', `${ADMIN}/${id}`);
    expect(body).toMatchObject({
      applicant: { id: applicant.userId },
      form: completeForm(),
      documents: [{ kind: 'business_licence' }, { kind: 'identity' }, { kind: 'tax_number' }],
      others: [{ id: before, status: 'rejected', businessName: 'Dulu' }],
    });
    const written = await api.send(reviewer, 'POST', `${ADMIN}/${id}/notes`, {
      note: 'Alamatnya tidak cocok',
    });
    expect([written.status, written.body]).toMatchObject([201, { author: { id: reviewer.userId } }]);
    expect((await api.send(second, 'GET', `${ADMIN}/${id}/notes`)).body).toMatchObject({
      total: 1,
      data: [written.body],
    });
    for (const path of ['', '/history', '/documents']) {
      const shown = await api.send(applicant, 'GET', `${PATH}/${id}${path}`);
      expect([path, shown.status]).toEqual([path, 200]);
      expect(JSON.stringify(shown.body)).not.toContain('tidak cocok');
    }
    const told = await api.sql<{ text: string }>(
      `select string_agg(payload::text, '') as text from outbox_events`,
    );
    expect(told[0]?.text).not.toContain('tidak cocok');
  });

  it('S1-ONB-02 gives reviewers the documents, once they were submitted', async () => {
    const { id: draft } = await createTestApplication(api.database, applicant, {
      status: 'draft',
      documents: 0,
    });
    const { body } = await api.upload(applicant, draft, 'identity');
    const download = (actor: UserPrincipal) =>
      fetch(`${api.url}${PATH}/${draft}/documents/${String(body['id'])}`, {
        headers: api.authorization(actor),
      });
    expect((await download(reviewer)).status).toBe(404);
    await api.sql(
      `update vendor_applications set status = 'submitted', submitted_at = now(), submissions = 1 where id = ?`,
      [draft],
    );
    expect((await download(reviewer)).status).toBe(200);
    expect((await download(await api.person('customer'))).status).toBe(404);
    expect((await download(await api.person('employee'))).status).toBe(403);
  });
});

describe('the verification of documents', () => {
  const verify = (actor: UserPrincipal, documentId: unknown, result: string, remark?: string) =>
    api.send(actor, 'PUT', `${ADMIN}/${id}/documents/${String(documentId)}/verification`, {
      result,
      ...(remark === undefined ? {} : { remark }),
    });
  const documents = async (actor: UserPrincipal) =>
    (await api.send(actor, 'GET', `${PATH}/${id}`)).body['documents'] as { id: number; kind: string }[];

  it('S1-ONB-02 is told to the applicant, and what was refused is missing until another one was sent', async () => {
    const [licence, identity] = await documents(reviewer);
    expect((await verify(reviewer, licence!.id, 'VERIFIED')).body).toMatchObject({
      verification: { result: 'VERIFIED', remark: null },
    });
    expect((await verify(reviewer, identity!.id, 'REFUSED')).status).toBe(400);
    const remark = 'Kartu ini sudah tidak berlaku.';
    expect((await verify(reviewer, identity!.id, 'REFUSED', remark)).status).toBe(200);
    const refused = await decide(id, second, 'APPROVED');
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { code: 'documents_refused', kinds: 'identity' },
    ]);

    await decide(id, second, 'CHANGES_REQUESTED', REASON);
    expect((await documents(applicant))[1]).toMatchObject({ verification: { result: 'REFUSED', remark } });
    const submit = () => api.send(applicant, 'POST', `${PATH}/${id}/submit`, {});
    expect((await submit()).body).toMatchObject({
      code: 'application_incomplete',
      errors: [{ field: 'steps.documents.documents.identity' }],
    });
    expect((await api.upload(applicant, id, 'identity')).status).toBe(201);
    expect((await submit()).status).toBe(200);
    expect((await decide(id, second, 'APPROVED')).status).toBe(200);
    expect(await actionsOf(id, applicant)).toEqual(
      expect.arrayContaining([
        ['document_verified', 'business_licence', reviewer.userId],
        ['document_refused', 'identity', reviewer.userId],
      ]),
    );
  });

  it('S1-ONB-02 is for reviewers of what waits, and not for their own', async () => {
    const [licence] = await documents(reviewer);
    expect((await verify(applicant, licence!.id, 'VERIFIED')).status).toBe(403);
    expect((await verify(reviewer, 999_999, 'VERIFIED')).status).toBe(404);
    await decide(id, second, 'REJECTED', REASON);
    const late = await verify(reviewer, licence!.id, 'VERIFIED');
    expect([late.status, late.body]).toMatchObject([
      409,
      { code: 'application_decided', decidedBy: second.userId },
    ]);
    const both = await api.person('super_admin');
    ({ id } = await createTestApplication(api.database, both));
    const own = await verify(both, (await documents(both))[0]!.id, 'VERIFIED');
    expect([own.status, own.body['code']]).toEqual([403, 'own_application']);
  });
});
