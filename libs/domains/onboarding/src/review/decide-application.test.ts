import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { query } from '@antrean/platform/database';
import { onboardingNotifications } from '../application.notification.ts';
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

describe('a decision', () => {
  it('S1-ONB-04 asks for changes, which are made and submitted again', async () => {
    const asked = await decide(id, reviewer, 'CHANGES_REQUESTED', REASON);
    expect([asked.status, asked.body]).toMatchObject([
      200,
      { status: 'changes_requested', decision: 'CHANGES_REQUESTED', reason: REASON, clinicId: null },
    ]);
    const business = { ...completeForm().business, name: 'Klinik Baru' };
    expect((await api.send(applicant, 'PUT', `${PATH}/${id}/steps/business`, business)).status).toBe(200);
    expect((await api.send(applicant, 'POST', `${PATH}/${id}/submit`, {})).body).toMatchObject({
      status: 'submitted',
      businessName: 'Klinik Baru',
    });
    expect(await actionsOf(id, applicant)).toEqual([
      ['decided', 'CHANGES_REQUESTED', reviewer.userId],
      ['step_saved', 'business', applicant.userId],
      ['submitted', null, applicant.userId],
    ]);
    expect(await actionsOf(id, reviewer)).toEqual(await actionsOf(id, applicant));
    const stale = await decide(id, second, 'REJECTED', REASON, { 'if-match': '"1"' });
    expect([stale.status, stale.body['code']]).toEqual([412, 'stale_version']);
  });

  it('S1-ONB-04 says why, unless it approves', async () => {
    for (const [decision, reason] of [
      ['REJECTED', undefined],
      ['CHANGES_REQUESTED', 'no'],
      ['REJECTED', ' '.repeat(30)],
      ['MAYBE', REASON],
    ] as const)
      expect([decision, (await decide(id, reviewer, decision, reason)).status]).toEqual([decision, 400]);
    expect((await decide(id, reviewer, 'REJECTED', REASON)).body).toMatchObject({ status: 'rejected' });
    const { body } = await api.send(applicant, 'GET', `${PATH}/${id}`);
    expect(body).toMatchObject({ status: 'rejected', decision: 'REJECTED', reason: REASON });
  });

  it('S1-ONB-04 of two reviewers at once is one, and the other is told who decided what', async () => {
    for (let round = 0; round < 5; round += 1) {
      ({ id } = await createTestApplication(api.database, applicant));
      const both = await Promise.all([
        decide(id, reviewer, 'REJECTED', REASON),
        decide(id, second, 'CHANGES_REQUESTED', REASON),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      const isFirst = both[0].status === 200;
      const [winner, loser] = isFirst ? [both[0], both[1]] : [both[1], both[0]];
      const by = isFirst ? reviewer : second;
      expect(loser.body).toMatchObject({
        code: 'application_decided',
        decidedBy: by.userId,
        decidedByName: by.name,
        decision: winner.body['decision'],
        currentStatus: winner.body['status'],
      });
      expect(String(loser.body['detail'])).toContain(by.name);
      expect(await actionsOf(id, reviewer)).toEqual([['decided', winner.body['decision'], by.userId]]);
    }
  });

  it('S1-ONB-04 that approves makes the clinic with its services, hours and manager, who is let in at once', async () => {
    const { status, body } = await decide(id, reviewer, 'APPROVED');
    expect([status, body]).toMatchObject([
      200,
      { status: 'approved', decidedBy: { id: reviewer.userId }, clinicId: expect.any(Number) },
    ]);
    const clinicId = Number(body['clinicId']);
    const { form } = { form: completeForm() };
    expect((await api.send(null, 'GET', `/api/clinics/${clinicId}`)).body).toMatchObject({
      id: clinicId,
      name: form.business.name,
      phone: form.business.phone,
      timezone: 'Asia/Jakarta',
      location: form.location.location,
      address: { street: 'Jalan Kemang Raya 12', city: 'Jakarta Selatan', country: 'ID' },
    });
    expect(
      await api.sql(
        `select name, price, duration_minutes, buffer_minutes from clinic_services_v where clinic_id = ? order by sort_order`,
        [clinicId],
      ),
    ).toEqual([
      { name: 'Vaksinasi', price: 150_000, duration_minutes: 30, buffer_minutes: 0 },
      { name: 'Konsultasi', price: 100_000, duration_minutes: 20, buffer_minutes: 10 },
    ]);
    expect(
      await api.sql(`select jsonb_array_length(weekly) as days from clinic_hours_v where clinic_id = ?`, [
        clinicId,
      ]),
    ).toEqual([{ days: 5 }]);
    const changed = await api.send(applicant, 'PATCH', `/api/clinics/${clinicId}`, {
      description: 'Milik saya',
    });
    expect(changed.status).toBe(200);
    const elsewhere = await createTestApplication(api.database, await api.person('customer'));
    id = elsewhere.id;
    const foreign = Number((await decide(id, second, 'APPROVED')).body['clinicId']);
    expect(
      (await api.send(applicant, 'PATCH', `/api/clinics/${foreign}`, { description: 'Juga' })).status,
    ).toBe(403);
  });

  it('S1-ONB-04 of many approvals at once makes one clinic; a failure or death in the middle leaves nothing, and it is made later', async () => {
    const made = async () => (await api.sql(`select id from clinics_v`)).length;
    const before = await made();
    await api.sql(`alter table clinic_staff add constraint refused check (false) not valid`);
    expect((await decide(id, reviewer, 'APPROVED')).status).toBe(500);
    await api.sql(`alter table clinic_staff drop constraint refused`);
    // As when the process dies behind the clinic and before its manager.
    await api.database.fork().transactional(async (em) => {
      await query(em, `lock table clinic_staff in share mode`);
      const dying = decide(id, reviewer, 'APPROVED');
      const waits = `select pid from pg_locks where relation = 'clinic_staff'::regclass and not granted`;
      let pid: number | undefined;
      while (pid === undefined) [{ pid } = { pid: undefined }] = await api.sql<{ pid: number }>(waits);
      await api.sql(`select pg_terminate_backend(?)`, [pid]);
      expect((await dying).status).toBeGreaterThanOrEqual(500);
    });
    expect(await made()).toBe(before);
    expect(await actionsOf(id, reviewer)).toEqual([]);
    expect((await api.send(reviewer, 'GET', `${ADMIN}/${id}`)).body).toMatchObject({
      status: 'submitted',
      decision: null,
      clinicId: null,
    });
    const answers = await Promise.all(
      [reviewer, second, reviewer, second].map((by) => decide(id, by, 'APPROVED')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await made()).toBe(before + 1);
    const roles = await api.sql(`select role_key from scoped_roles_v where user_id = ?`, [applicant.userId]);
    expect(roles).toEqual([{ role_key: 'clinic_manager' }]);
  });

  it('does not approve a clinic that nobody would manage', async () => {
    await api.sql(`update users set is_active = false where id = ?`, [applicant.userId]);
    const answer = await decide(id, reviewer, 'APPROVED');
    expect([answer.status, answer.body['code']]).toEqual([409, 'applicant_inactive']);
  });

  it('is not for the applicant, whatever roles they have, and not for what does not wait', async () => {
    const both = await api.person('super_admin', 'en');
    ({ id } = await createTestApplication(api.database, both));
    for (const [method, path, body] of [
      ['POST', 'decision', { decision: 'APPROVED' }],
      ['POST', 'claim', {}],
      ['POST', 'notes', { note: 'fine' }],
      ['GET', 'notes'],
    ] as const) {
      const answer = await api.send(both, method, `${ADMIN}/${id}/${path}`, body);
      expect([path, answer.status, answer.body['code']]).toEqual([path, 403, 'own_application']);
    }
    await api.send(both, 'POST', `${PATH}/${id}/withdraw`);
    const late = await decide(id, reviewer, 'APPROVED');
    expect([late.status, late.body]).toMatchObject([
      409,
      { code: 'application_status_conflict', currentStatus: 'withdrawn' },
    ]);
  });
});

describe('people are told by mail and in the application', () => {
  const mailsTo = async ({ email }: Person) => {
    await api.worker.drain();
    return (await api.mailbox.emails()).filter(({ to }) => to.some(({ address }) => address === email));
  };
  beforeEach(() => api.mailbox.clear());

  it('S1-ONB-04 the applicant of what arrived and of what was decided with its reason, reviewers of what waits in one mail', async () => {
    await api.sql(
      `update vendor_applications set status = 'withdrawn', closed_at = now() where status = 'submitted'`,
    );
    const other = await api.person('customer', 'id');
    const names = ['Klinik <Satu>', 'Klinik Dua'];
    for (const [i, actor] of [applicant, other].entries()) {
      const draft = await createTestApplication(api.database, actor, { status: 'draft', name: names[i]! });
      if (i === 0) id = draft.id;
      expect((await api.send(actor, 'POST', `${PATH}/${draft.id}/submit`, {})).status).toBe(200);
    }
    expect((await mailsTo(applicant)).map(({ subject }) => subject)).toEqual([
      'We have received the application of "Klinik <Satu>"',
    ]);
    expect((await mailsTo(other)).map(({ subject }) => subject)).toEqual([
      'Permohonan "Klinik Dua" kami terima',
    ]);
    expect(await mailsTo(reviewer)).toEqual([]);
    // As if the hour were over.
    await api.sql(`update outbox_jobs set run_at = now() where state = 'pending'`);
    await api.sql(`update deliveries set send_at = now() where status = 'planned'`);
    const [digest, ...more] = await mailsTo(reviewer);
    expect([digest?.subject, more]).toEqual(['2 vendor applications wait', []]);
    expect(digest?.text).toContain('Klinik <Satu>');
    expect(digest?.html).toContain('Klinik &lt;Satu&gt;');
    expect(digest?.text).toContain('https://antrean.example/app/vendor-reviews');

    await decide(id, reviewer, 'CHANGES_REQUESTED', REASON);
    const mails = await mailsTo(applicant);
    expect(mails.map(({ subject }) => subject)).toContain('The application of "Klinik <Satu>" needs changes');
    const mail = mails.find(({ subject }) => subject.includes('needs changes'));
    expect(mail?.text).toContain(REASON);
    expect(mail?.text).toContain(`https://antrean.example/app/vendor-applications#${id}`);
    const inApp = await api.sql<{ title: string }>(
      `select title from in_app_notifications where user_id = ? order by id`,
      [applicant.userId],
    );
    expect(inApp.map(({ title }) => title)).toEqual([
      'We have received the application of "Klinik <Satu>"',
      'The application of "Klinik <Satu>" needs changes',
    ]);
  });

  it('S1-ONB-04 the applicant of an approval with the way to the clinic, and of a rejection with its reason', async () => {
    const { body } = await decide(id, reviewer, 'APPROVED');
    const [approved] = await mailsTo(applicant);
    expect(approved?.subject).toBe('"Klinik Satwa Sehat" was approved');
    expect(approved?.text).toContain(`https://antrean.example/app/clinics#${String(body['clinicId'])}`);
    applicant = await api.person('customer', 'id');
    ({ id } = await createTestApplication(api.database, applicant));
    await decide(id, reviewer, 'REJECTED', 'Izin usaha ini milik perusahaan lain.');
    const [rejected] = await mailsTo(applicant);
    expect(rejected?.subject).toBe('Permohonan "Klinik Satwa Sehat" ditolak');
    expect(rejected?.text).toContain('Izin usaha ini milik perusahaan lain.');
  });

  it('each in both languages, with a sample for its preview', () => {
    for (const notification of onboardingNotifications) {
      for (const language of ['id', 'en'] as const) {
        const text = notification.preview({ userId: 1, language, timeZone: 'Asia/Jakarta' }, 2);
        expect([notification.name, text.subject.length > 5, text.paragraphs.includes('')]).toEqual([
          notification.name,
          true,
          false,
        ]);
      }
    }
  });
});
