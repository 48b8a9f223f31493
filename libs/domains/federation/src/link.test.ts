import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createTestUser } from '@antrean/accounts/testing';
import { auditEntryOf } from '@antrean/platform/messages';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { endSessions } from '@antrean/sessions';
import { accessTokenOf, createTestSession } from '@antrean/sessions/testing';
import { hashOneTimeToken, RESET_PURPOSE } from '@antrean/sign-in/testing';
import { testLog } from '@antrean/testing';
import { config, refused, startOf, urlIn, useGoogle } from './google-scene.factory.ts';
import { identityLinked, identityUnlinked } from './identity.messages.ts';
import { identityWasLinked, identityWasUnlinked } from './identity.notification.ts';
import { PUBLIC_URL } from './oauth-test.factory.ts';

const IDENTITIES = '/api/auth/identities';
const scene = useGoogle();

const endAll = (userId: number) =>
  transaction(scene.test.unitOfWork, backgroundContext(testLog, 'test'), (tx) =>
    endSessions(tx, userId, 'revoked'),
  );

describe('linking', () => {
  it('S1-AUTH-06 S1-AUTH-09 who is logged in links Google, lists it, and unlinks it; then it opens nothing, nor links itself again', async () => {
    const { login, email } = scene.atGoogle();
    const user = await scene.userWith(email, true, { password: 'Correct horse 9' });
    const actor = await createTestSession(scene.test.database, user);
    const browser = scene.browser();
    const { url } = await browser.atProvider(urlIn(await scene.askToLink(actor, browser)), login);
    expect(await browser.ask(url)).toMatchObject({ status: 303, location: `${PUBLIC_URL}/app/identities` });
    expect(browser.cookie('refreshToken')).toBeUndefined();
    const token = accessTokenOf(actor, config);
    const { body } = await scene.api.request('GET', IDENTITIES, { token });
    expect(body['data']).toEqual([
      { provider: 'google', name: 'Google', email, linkedAt: expect.any(String), lastUsedAt: null },
    ]);
    expect(await scene.logIn(login)).toMatchObject({ location: `${PUBLIC_URL}/app` });

    expect((await scene.api.request('DELETE', `${IDENTITIES}/google`, { token })).status).toBe(204);
    expect((await scene.api.request('DELETE', `${IDENTITIES}/google`, { token })).status).toBe(404);
    expect(await scene.logIn(login)).toMatchObject(refused('identity_unlinked'));
    expect(await scene.toldOf(user)).toEqual(['identity.was-linked', 'identity.was-unlinked']);
  });

  it('S1-AUTH-06 S1-AUTH-09 the only way in is not unlinked', async () => {
    const { login, email } = scene.atGoogle();
    await scene.logIn(login);
    const user = await scene.userBy(email);
    const actor = await createTestSession(scene.test.database, { id: user?.id ?? 0 });
    const token = accessTokenOf(actor, config);
    const { status, body } = await scene.api.request('DELETE', `${IDENTITIES}/google`, { token });
    expect([status, body['code']]).toEqual([409, 'last_way_in']);
    // One that is set up no more is no way in.
    await scene.rows(
      `insert into identities (provider, subject, user_id) values ('apple', ?, ${actor.userId})`,
      [login],
    );
    expect((await scene.api.request('DELETE', `${IDENTITIES}/google`, { token })).status).toBe(409);
    expect((await scene.api.request('DELETE', `${IDENTITIES}/apple`, { token })).status).toBe(204);
  });

  it('S1-AUTH-06 who has no password shows again who they are by the provider that is linked, and by no other account', async () => {
    const { login, email } = scene.atGoogle();
    await scene.logIn(login);
    const user = await scene.userBy(email);
    const actor = await createTestSession(scene.test.database, { id: user?.id ?? 0 });
    const token = accessTokenOf(actor, config);
    await scene.rows(
      `update sessions set proven_at = now() - interval '11 minutes' where user_id = ${actor.userId}`,
    );
    const unlink = async () =>
      (await scene.api.request('DELETE', `${IDENTITIES}/google`, { token })).body['code'];
    const prove = async (as: string) => {
      const browser = scene.browser();
      const asked = await browser.ask(new URL(startOf('google', '?prove=true')), {
        headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' },
      });
      const { url } = await browser.atProvider(urlIn(asked), as);
      return browser.ask(url);
    };
    expect(await unlink()).toBe('proof_required');
    expect(await prove(scene.atGoogle().login)).toMatchObject(refused('identity_not_yours', 'identities'));
    expect(await unlink()).toBe('proof_required');
    expect(await prove(login)).toMatchObject({ location: `${PUBLIC_URL}/app/identities` });
    expect(await unlink()).toBe('last_way_in');
    await scene.rows(
      `insert into factors (user_id, kind, phone, confirmed_at) values (${actor.userId}, 'sms', '+628123456789', now())`,
    );
    expect(await prove(login)).toMatchObject(refused('factor_wanted', 'identities'));
    const nobody = await scene.browser().ask(new URL(startOf('google', '?prove=true')));
    expect(nobody.status).toBe(401);
  });

  it('S1-AUTH-06 a link that somebody else opens links nothing', async () => {
    const actor = await createTestSession(scene.test.database, await createTestUser(scene.test.database));
    const attacker = scene.browser();
    const link = urlIn(await scene.askToLink(actor, attacker));
    const victim = scene.browser();
    const { login } = scene.atGoogle();
    const { url } = await victim.atProvider(link, login);
    expect(await victim.ask(url)).toMatchObject(refused('oauth_flow_invalid'));
    expect(await scene.rows(`select * from identities where subject = ?`, [login])).toEqual([]);
  });

  it.each([
    ['has ended', async (id: number) => endAll(id)],
    [
      'has not been shown by its owner for ten minutes',
      async (id: number) =>
        scene.rows(`update sessions set proven_at = now() - interval '11 minutes' where user_id = ${id}`),
    ],
  ])('S1-AUTH-06 nothing is linked when the session meanwhile %s', async (_, happen) => {
    const actor = await createTestSession(scene.test.database, await createTestUser(scene.test.database));
    const browser = scene.browser();
    const { login } = scene.atGoogle();
    const { url } = await browser.atProvider(urlIn(await scene.askToLink(actor, browser)), login);
    await happen(actor.userId);
    expect(await browser.ask(url)).toMatchObject(refused('proof_required', 'identities'));
    expect(await scene.rows(`select * from identities where subject = ?`, [login])).toEqual([]);
    expect((await scene.askToLink(actor, browser)).status).toBeGreaterThanOrEqual(401);
  });

  it.each([
    ['squats on an address', false],
    ['registered with it, so that its owner proved it for them,', true],
  ])(
    'S1-AUTH-06 what was linked by who %s opens nothing when its owner sets the password',
    async (_, isRegistered) => {
      const squatter = scene.atGoogle().login;
      const user = await scene.userWith(`${randomUUID()}@example.com`, isRegistered);
      await scene.rows(`update users set is_unclaimed = ${isRegistered} where id = ${user.id}`);
      const actor = await createTestSession(scene.test.database, user);
      const browser = scene.browser();
      const { url } = await browser.atProvider(urlIn(await scene.askToLink(actor, browser)), squatter);
      await browser.ask(url);
      expect(await scene.logIn(squatter)).toMatchObject({ location: `${PUBLIC_URL}/app` });

      const token = randomUUID();
      await scene.rows(
        `insert into one_time_tokens (token_hash, user_id, purpose, expires_at)
       values (?, ${user.id}, ?, now() + interval '1 hour')`,
        [hashOneTimeToken(token), RESET_PURPOSE],
      );
      const reset = { token, newPassword: 'A horse of the owner 7' };
      expect(
        (await scene.api.request('POST', '/api/auth/password/reset', { body: reset })).status,
      ).toBeLessThan(300);
      expect(await scene.logIn(squatter)).toMatchObject(refused('identity_unlinked'));
      expect((await scene.askToLink(actor, scene.browser())).status).toBe(401);
    },
  );

  it('what was linked in a session before its account was known to be unclaimed is no owner’s for certain either, unless the provider vouched for the address', async () => {
    const details = {
      mine: 'because both know the same verified address',
      anyones: 'by its owner',
      untold: null,
    };
    const linked = async (subject: string, detail: string | null, isUnclaimed = true) => {
      const user = await scene.userWith(`${randomUUID()}@example.com`, true);
      await scene.rows(`update users set is_unclaimed = ${isUnclaimed} where id = ${user.id}`);
      await scene.rows(
        `insert into identities (provider, subject, user_id) values ('google', ?, ${user.id})`,
        [subject],
      );
      if (detail === null) return;
      const line = {
        ...{ seq: user.id, event_id: randomUUID(), at: new Date(), action: 'IDENTITY_LINKED' },
        ...{ detail: `Google was linked with user ${user.id} ${detail}`, user_id: user.id },
      };
      await scene.rows(`select append_audit_lines(?::jsonb)`, [JSON.stringify([line])]);
    };
    for (const [subject, detail] of Object.entries(details)) await linked(subject, detail);
    await linked('claimed', details.anyones, false);
    const directory = join(import.meta.dirname, '../../../../migrations');
    await scene.rows(await readFile(join(directory, '0144_identities_of_unclaimed_accounts.sql'), 'utf8'));
    const subjects = await scene.rows(
      `select subject from identities where before_proof and subject in ('mine', 'anyones', 'untold', 'claimed') order by 1`,
    );
    expect(subjects).toEqual([{ subject: 'anyones' }, { subject: 'untold' }]);
  });

  it('S1-AUTH-06 an account at Google belongs to one user here, and a user has one of them', async () => {
    const { login } = scene.atGoogle();
    await scene.logIn(login);
    const actor = await createTestSession(scene.test.database, await createTestUser(scene.test.database));
    const link = async (as: string) => {
      const browser = scene.browser();
      const { url } = await browser.atProvider(urlIn(await scene.askToLink(actor, browser)), as);
      return browser.ask(url);
    };
    expect(await link(login)).toMatchObject(refused('identity_taken', 'identities'));
    const mine = scene.atGoogle().login;
    expect(await link(mine)).toMatchObject({ location: `${PUBLIC_URL}/app/identities` });
    expect(await link(mine)).toMatchObject({ location: `${PUBLIC_URL}/app/identities` });
    expect(await link(scene.atGoogle().login)).toMatchObject(refused('identity_exists', 'identities'));
  });

  it('S0-AUTH-01 a token that is none links nothing, and begins no login either', async () => {
    const { status, body } = await scene.api.request('GET', '/api/auth/oauth/google/start', {
      token: 'forged',
    });
    expect([status, body['code']]).toEqual([401, 'unauthenticated']);
  });

  it.each([
    ['en', identityWasLinked, 'Google was linked with your account', 'unlink Google'],
    ['id', identityWasLinked, 'Google ditautkan ke akun Anda', 'lepaskan Google'],
    ['en', identityWasUnlinked, 'Google was unlinked from your account', 'change your password'],
    ['id', identityWasUnlinked, 'Google dilepas dari akun Anda', 'ganti kata sandi Anda'],
  ] as const)(
    'S1-AUTH-06 is told by mail, which says what to do: %s',
    async (language, notification, subject, advice) => {
      const { id: userId } = await createTestUser(scene.test.database, { fullName: 'Siti Aminah' });
      const source = { database: scene.test.database, config } as Parameters<typeof notification.write>[0];
      const reader = { userId, language, timeZone: 'Asia/Jakarta' };
      const facts = [{ userId, provider: 'google' as const }];
      const mail = await notification.write(source, facts, { deliveryId: '', channel: 'email', reader });
      expect(mail.subject).toBe(subject);
      expect(mail.paragraphs.join()).toContain('Siti Aminah');
      expect(mail.paragraphs.join()).toContain(advice);
      expect(mail.action?.url).toBe(`${PUBLIC_URL}/app/identities`);
    },
  );

  it('is told to the auditor in words', () => {
    const who = { userId: 1, userName: 'T1', provider: 'google' } as const;
    expect(auditEntryOf(identityLinked, { ...who, how: 'session' })).toMatchObject({
      action: 'IDENTITY_LINKED',
      detail: 'Google was linked with T1 by its owner',
    });
    expect(auditEntryOf(identityUnlinked, who)).toMatchObject({ action: 'IDENTITY_UNLINKED' });
  });
});
