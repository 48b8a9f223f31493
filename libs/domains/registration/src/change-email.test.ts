import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestUser } from '@antrean/accounts/testing';
import { createTestToken } from '@antrean/api-tokens/testing';
import { query } from '@antrean/platform/database';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { testLog } from '@antrean/testing';
import { CHANGES_AN_HOUR } from './change-email.ts';
import { registrationData } from './personal-data.ts';
import {
  FACTOR,
  PASSKEY,
  PASSWORD,
  startRegistrationApi,
  type RegistrationApi,
} from './registration-api.factory.ts';

let scene: RegistrationApi;
beforeAll(async () => {
  scene = await startRegistrationApi();
});
afterAll(() => scene.close());

describe('another e-mail address', () => {
  const change = (token: string, email: string) => scene.request('POST', '/api/auth/email', token, { email });
  /** Asks for an address and follows the link that was mailed there. */
  const changeTo = async (token: string, email: string) => {
    expect((await change(token, email)).status).toBe(202);
    const confirm = (await scene.linksTo(email)).at(-1);
    expect((await scene.verify(confirm)).body).toEqual({ verified: true, email });
  };
  const takeBack = (token: string | undefined) => scene.post('/api/auth/email/undo', { token });
  const meBy = async (by: string) => (await scene.request('GET', '/api/auth/me', by)).status;
  const left = async (table: string, userId: number) =>
    (await scene.sql(`select from ${table} user_id = ?`, [userId])).length;
  const subjectsTo = async (address: string) => (await scene.mailsTo(address)).map(({ subject }) => subject);
  /** Somebody with a token and a factor from more than three days before the address is changed. */
  const settled = async (
    nik: string,
    { isProven, isEmployee = true }: { isProven: boolean; isEmployee?: boolean },
  ) => {
    const email = `${nik.toLowerCase()}@antrean.test`;
    const user = await createTestUser(scene.database, { nik, email, password: PASSWORD });
    await scene.sql(
      `update users set email_verified_at = case when ? then now() end, employee_id = case when ? then employee_id end,
         created_at = now() - interval '74 hours' where id = ?`,
      [String(isProven), String(isEmployee), user.id],
    );
    const { token: olderToken } = await createTestToken(scene.database, user, { abilities: [] });
    await scene.sql(FACTOR, [user.id]);
    for (const [table, column, owner] of [
      ['api_tokens', 'created_at', 'created_by'],
      ['factors', 'confirmed_at', 'user_id'],
    ])
      await scene.sql(`update ${table} set ${column} = now() - interval '73 hours' where ${owner} = ?`, [
        user.id,
      ]);
    return { user, email, olderToken, token: (await scene.logInAs(user)).token };
  };

  it('is had when its link is followed; the former one is told and takes it back, with all that was set up since', async () => {
    const { user, email, olderToken, token } = await settled('CHANGE1', { isProven: true });
    // Whoever changes it has made himself at home before he asks.
    const { token: newerToken } = await createTestToken(scene.database, user, { abilities: [] });
    await scene.sql(PASSKEY, [user.id]);
    expect((await change(token, 'new@antrean.test')).status).toBe(202);
    expect((await scene.logIn('new@antrean.test')).status).toBe(401);
    const [confirm] = await scene.linksTo('new@antrean.test');
    expect((await scene.verify(confirm)).body).toEqual({ verified: true, email: 'new@antrean.test' });
    expect((await scene.logIn('new@antrean.test')).status).toBe(200);
    await scene.sql(PASSKEY, [user.id]);
    await scene.sql(`insert into identities (user_id, provider, subject) values (?, 'google', 'thief')`, [
      user.id,
    ]);
    expect([await meBy(olderToken), await meBy(newerToken)]).toEqual([200, 200]);

    const [undo] = await scene.linksTo(email, 'undo-email');
    expect((await takeBack(undo)).body).toEqual({ undone: true, email });
    expect((await takeBack(undo)).status).toBe(400);
    expect([await meBy(token), await meBy(newerToken), await meBy(olderToken)]).toEqual([401, 401, 200]);
    expect((await scene.logIn('CHANGE1')).status).toBe(401);
    const [reset] = await scene.linksTo(email, 'reset-password');
    const body = { token: reset, newPassword: 'kalimat lain yang panjang' };
    expect((await scene.post('/api/auth/password/reset', body)).status).toBe(204);
    // What was there before is left.
    expect((await scene.logIn(email, body.newPassword)).body).toMatchObject({
      mfaRequired: true,
      methods: ['totp'],
    });
    expect(await left('passkeys where', user.id)).toBe(0);
    expect(await left('identities where unlinked_at is null and', user.id)).toBe(0);
    expect(await subjectsTo(email)).toEqual(
      expect.arrayContaining(['Google dilepas dari akun Anda', 'Token API Anda dicabut']),
    );
  });

  it('takes back what came in by an older session within the three days before, and no older', async () => {
    const { user, email, olderToken, token } = await settled('CHANGE8', { isProven: true });
    const { token: thiefs } = await createTestToken(scene.database, user, { abilities: [] });
    await scene.sql(PASSKEY, [user.id]);
    await scene.sql(`insert into identities (user_id, provider, subject) values (?, 'google', 'thief8')`, [
      user.id,
    ]);
    for (const [table, column, owner] of [
      [
        'api_tokens',
        'created_at',
        "expires_at > now() and created_at > now() - interval '1 hour' and created_by",
      ],
      ['passkeys', 'created_at', 'user_id'],
      ['identities', 'linked_at', 'user_id'],
    ])
      await scene.sql(`update ${table} set ${column} = now() - interval '71 hours' where ${owner} = ?`, [
        user.id,
      ]);
    await changeTo(token, 'change8-new@antrean.test');
    const [undo] = await scene.linksTo(email, 'undo-email');
    expect((await takeBack(undo)).status).toBe(200);
    expect([await meBy(thiefs), await meBy(olderToken)]).toEqual([401, 200]);
    expect(await left('passkeys where', user.id)).toBe(0);
    expect(await left('identities where unlinked_at is null and', user.id)).toBe(0);
    expect(await left('factors where', user.id)).toBe(1);
  });

  it('that the account got a short while before takes nothing back, whoever changes it next; the one before takes all back', async () => {
    const { user, email, token } = await settled('CHANGE2', { isProven: true });
    await changeTo(token, 'thief1@antrean.test');
    await changeTo(token, 'thief2@antrean.test');
    expect(await scene.linksTo('thief1@antrean.test', 'undo-email')).toEqual([]);
    expect(await subjectsTo('thief1@antrean.test')).toContain('Alamat surel akun Anda telah diubah');
    // Its owner gets it back by themselves.
    await changeTo(token, 'own@antrean.test');
    expect(await scene.linksTo('thief2@antrean.test', 'undo-email')).toEqual([]);
    const [undo] = await scene.linksTo(email, 'undo-email');
    expect((await takeBack(undo)).body).toEqual({ undone: true, email });

    const { token: later } = await scene.logInAs(user);
    await changeTo(later, 'settled@antrean.test');
    await scene.sql(`update email_changes set confirmed_at = now() - interval '73 hours' where user_id = ?`, [
      user.id,
    ]);
    await changeTo(later, 'elsewhere@antrean.test');
    const [late] = await scene.linksTo('settled@antrean.test', 'undo-email');
    expect((await takeBack(late)).body).toEqual({ undone: true, email: 'settled@antrean.test' });
  });

  it('leaves no address in what was mailed when its owner leaves, neither former nor wished for ones', async () => {
    const { user, email, token } = await settled('LEAVES1', { isProven: true });
    await changeTo(token, 'leaves2@antrean.test');
    await changeTo(token, 'leaves3@antrean.test');
    await change(token, 'leaves4@antrean.test');
    const addresses = [email, 'leaves2@antrean.test', 'leaves3@antrean.test', 'leaves4@antrean.test'];
    const others = [...addresses, 'reader@antrean.test'];
    // What others had mailed there, of which one is somebody else's by now.
    await createTestUser(scene.database, { email: 'Leaves2@antrean.test' });
    for (const address of others) {
      await scene.sql(
        `insert into deliveries (cause, recipient, channel, message_id, status, notification)
         values ('report-run:1', ?, 'email', '', 'sent', 'report-schedule.report')`,
        [address],
      );
    }
    const kept = async () =>
      (
        await scene.sql<{ said: string }>(
          `select recipient || ' ' || notification as said from deliveries
           where user_id is null and recipient = any(string_to_array(?, ' ')) order by 1`,
          [others.join(' ')],
        )
      ).map(({ said }) => said);
    await subjectsTo('leaves4@antrean.test');
    expect(await kept()).toEqual([
      'leaves1@antrean.test email.was-changed',
      'leaves1@antrean.test report-schedule.report',
      'leaves2@antrean.test email.change-link',
      'leaves2@antrean.test email.was-changed',
      'leaves2@antrean.test report-schedule.report',
      'leaves3@antrean.test email.change-link',
      'leaves3@antrean.test report-schedule.report',
      'leaves4@antrean.test email.change-link',
      'leaves4@antrean.test report-schedule.report',
      'reader@antrean.test report-schedule.report',
    ]);
    for (const _ of [1, 2]) {
      await transaction(scene.worker.unitOfWork, backgroundContext(testLog, 'test'), (tx) =>
        registrationData.erase(tx, user.id),
      );
    }
    // That of somebody else, one that was only wished for, and one that has nothing to do with it.
    expect(await kept()).toEqual([
      'leaves2@antrean.test report-schedule.report',
      'leaves4@antrean.test report-schedule.report',
      'reader@antrean.test report-schedule.report',
    ]);
  });

  it.each([
    ['a customer’s that was unproven, all that anybody set up', 'CHANGE3', false, { factors: 0, token: 401 }],
    [
      'an employee’s that was unproven, all but their factors of before',
      'CHANGE4',
      true,
      { factors: 1, token: 401 },
    ],
  ])('takes with %s', async (_, nik, isEmployee, expected) => {
    const { user, email, token, olderToken } = await settled(nik, { isProven: false, isEmployee });
    await changeTo(token, `${nik}-new@antrean.test`);
    await scene.sql(PASSKEY, [user.id]);
    const [undo] = await scene.linksTo(email, 'undo-email');
    expect((await takeBack(undo)).body).toEqual({ undone: true, email });
    expect(await left('passkeys where', user.id)).toBe(0);
    expect({ factors: await left('factors where', user.id), token: await meBy(olderToken) }).toEqual(
      expected,
    );
  });

  it.each([
    ['the number that the account had', 'CHANGE5', null],
    ['the number that the account had and somebody else has typed since', 'CHANGE9', { isProven: false }],
    ['none when somebody else has proven it since', 'CHANGE6', { isProven: true }],
  ])('brings back %s, and ends the wish for another', async (_, nik, others) => {
    const { user, email, token } = await settled(nik, { isProven: true });
    const [former, thief] = [`+62812000${user.id}`, `+62813000${user.id}`];
    await scene.sql(
      `update users set phone = ?, phone_verified_at = now() - interval '73 hours' where id = ?`,
      [...[former, user.id]],
    );
    await changeTo(token, `${nik}-new@antrean.test`);
    await scene.sql(`update users set phone = ?, phone_verified_at = now() where id = ?`, [thief, user.id]);
    await scene.sql(`insert into phone_changes (user_id, phone) values (?, '+6281400000001')`, [user.id]);
    const other = await createTestUser(scene.database, { email: `${nik}-other@antrean.test` });
    if (others) {
      const provenAt = others.isProven ? 'now()' : 'null';
      await scene.sql(`update users set phone = ?, phone_verified_at = ${provenAt} where id = ?`, [
        ...[former, other.id],
      ]);
    }
    const [undo] = await scene.linksTo(email, 'undo-email');
    expect((await takeBack(undo)).status).toBe(200);
    expect(await scene.sql(`select phone from user_contacts_v where id = ?`, [user.id])).toEqual([
      { phone: others?.isProven ? null : former },
    ]);
    expect(await subjectsTo(`${nik}-other@antrean.test`)).toEqual(
      others?.isProven === false ? ['Nomor telepon akun Anda telah dilepas'] : [],
    );
    expect(await left('phone_changes where', user.id)).toBe(0);
    expect(await subjectsTo(email)).toContain('Nomor telepon akun Anda telah diubah');
  });

  it('brings numbers back to two at once of whom each has typed the other’s since', async () => {
    const former = ['+6281600000001', '+6281600000002'];
    const people = [
      await settled('CHANGE10', { isProven: true }),
      await settled('CHANGE11', { isProven: true }),
    ];
    const undo: (string | undefined)[] = [];
    for (const [n, { user, email, token }] of people.entries()) {
      await scene.sql(
        `update users set phone = ?, phone_verified_at = now() - interval '80 hours' where id = ?`,
        [former[n]!, user.id],
      );
      await changeTo(token, `new-${email}`);
      await scene.sql(`update users set phone = null, phone_verified_at = null where id = ?`, [user.id]);
      undo.push((await scene.linksTo(email, 'undo-email'))[0]);
    }
    for (const [n, { user }] of people.entries())
      await scene.sql(`update users set phone = ? where id = ?`, [former[1 - n]!, user.id]);
    const answers = await scene.database.fork().transactional(async (em) => {
      await query(em, `select from address_links where purpose = 'email-undo' for update`);
      const takenBack = undo.map((link) => takeBack(link));
      while ((await scene.waiting()) < 2);
      return { takenBack };
    });
    expect((await Promise.all(answers.takenBack)).map(({ status }) => status)).toEqual([200, 200]);
    for (const [n, { user }] of people.entries())
      expect(await scene.sql(`select phone from users where id = ?`, [user.id])).toEqual([
        { phone: former[n] },
      ]);
  });

  it('brings back no number that was proven within the three days before', async () => {
    const { user, email, token } = await settled('CHANGE7', { isProven: true });
    await scene.sql(
      `update users set phone = '+6281500000007', phone_verified_at = now() - interval '71 hours' where id = ?`,
      [user.id],
    );
    await changeTo(token, 'change7-new@antrean.test');
    const [undo] = await scene.linksTo(email, 'undo-email');
    expect((await takeBack(undo)).status).toBe(200);
    expect(await scene.sql(`select phone from users where id = ?`, [user.id])).toEqual([{ phone: null }]);
  });

  it('needs a proof younger than ten minutes, as another phone number does', async () => {
    const { session, token } = await scene.createUser('proof@antrean.test', 'PROOF01');
    await scene.sql(`update sessions set proven_at = now() - interval '11 minutes' where id = ?`, [
      session.sessionId,
    ]);
    const email = { email: 'other@antrean.test' };
    expect((await scene.request('POST', '/api/auth/email', token, email)).body['code']).toBe(
      'proof_required',
    );
    const phone = { phone: '+628111222333' };
    expect((await scene.request('PUT', '/api/auth/phone', token, phone)).body['code']).toBe('proof_required');
    await scene.sql(`update sessions set proven_at = now() where id = ?`, [session.sessionId]);
    expect((await scene.request('POST', '/api/auth/email', token, email)).status).toBe(202);
  });

  it(`is asked for ${CHANGES_AN_HOUR} times an hour, also when many ask at once`, async () => {
    const { user, token } = await scene.createUser('often@antrean.test', 'OFTEN01');
    const asked = await Promise.all(
      Array.from({ length: CHANGES_AN_HOUR + 2 }, (_, n) => change(token, `often${n}@antrean.test`)),
    );
    expect(asked.map(({ status }) => status).sort()).toEqual([
      ...Array.from({ length: CHANGES_AN_HOUR }, () => 202),
      ...[429, 429],
    ]);
    await scene.sql(
      `update email_changes set created_at = created_at - interval '61 minutes' where user_id = ?`,
      [user.id],
    );
    expect((await change(token, 'later@antrean.test')).status).toBe(202);
  });

  it('that somebody else has is not told, not mailed and not given', async () => {
    await createTestUser(scene.database, { nik: 'OTHER01', email: 'others@antrean.test' });
    const { token } = await scene.createUser('wants@antrean.test', 'WANTS01');
    const body = { email: 'others@antrean.test' };
    expect((await scene.request('POST', '/api/auth/email', token, body)).status).toBe(202);
    expect(await scene.mailsTo('others@antrean.test')).toEqual([]);
  });
});

describe('a link to another address that is followed while the account is being deleted', () => {
  it.each([
    ['confirms', 'CROSS01', 'verify', '/api/auth/verify'],
    ['takes back', 'CROSS02', 'undo-email', '/api/auth/email/undo'],
  ])('waits its turn, and %s nothing', async (_, nik, page, path) => {
    const [from, to] = [`${nik}@antrean.test`, `${nik}-new@antrean.test`];
    const { user, token } = await scene.createUser(from, nik);
    await scene.request('POST', '/api/auth/email', token, { email: to });
    let [link] = await scene.linksTo(to);
    if (page === 'undo-email') {
      await scene.verify(link);
      [link] = await scene.linksTo(from, page);
    }
    const answer = await scene.database.fork().transactional(async (em) => {
      await query(em, `select from users where id = ? for update`, [user.id]);
      const followed = scene.post(path, { token: link });
      while ((await scene.waiting()) === 0);
      await query(em, `delete from email_changes where user_id = ?`, [user.id]);
      return { followed };
    });
    expect((await answer.followed).body['code']).toBe('address_link_invalid');
  });
});
