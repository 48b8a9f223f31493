import { createTestUser } from '@antrean/accounts/testing';
import { createTestToken } from '@antrean/api-tokens/testing';
import { codeOf } from '@antrean/factors/testing';
import { createTestSession } from '@antrean/sessions/testing';
import { hashOneTimeToken } from '@antrean/sign-in/testing';
import { EXAMPLE_TOKEN, EXAMPLE_PASSWORD, type ExampleScene, type Rehearsal } from './example-scene.ts';

/** Of accounts, roles, master data and the system itself. */
export function examplesOfPeople(scene: ExampleScene): readonly Rehearsal[] {
  const {
    person,
    sql,
    put,
    png,
    booking,
    someRole,
    withPassword,
    withTotp,
    withFactor,
    recoveryLink,
    deadLetters,
    anotherUser,
    serialNumber,
    database,
    api,
  } = scene;
  return [
    // People and their accounts.
    [/^PUT \/api\/profile\/avatar$/, async () => ({ file: await png() })],
    [
      /^(GET|DELETE) \/api\/profile\/avatar$/,
      async () => {
        const actor = await person('employee');
        await put(actor, 'PUT', '/api/profile/avatar', await png());
        return { actor };
      },
    ],
    [/^DELETE \/api\/profile$/, async () => ({ actor: await person('customer') })],
    [
      /^(POST|PUT) \/api\/auth\/(email|phone)$/,
      async () => ({ actor: await withPassword({ email: `moves.${serialNumber()}@example.test` }) }),
    ],
    [
      /^POST \/api\/auth\/verify$/,
      async () => {
        await sql(
          `with asked as (insert into registrations (email, full_name, password_hash, language)
             values ('new@example.test', 'Siti', '!', 'id') returning id)
           insert into address_links (token_hash, purpose, registration_id, expires_at)
           select ?, 'registration', id, now() + interval '1 hour' from asked`,
          [hashOneTimeToken(EXAMPLE_TOKEN)],
        );
        return { actor: null };
      },
    ],
    [
      /^POST \/api\/auth\/password\/change$/,
      async () => ({
        actor: await withPassword(),
        body: { newPassword: 'satu kalimat lain lagi' },
      }),
    ],
    [/^POST \/api\/auth\/prove$/, async () => ({ actor: await withPassword() })],
    [
      /^POST \/api\/auth\/password\/reset$/,
      async () => {
        const { userId } = await withPassword();
        await sql(
          `insert into one_time_tokens (token_hash, user_id, purpose, expires_at) values (?, ?, 'password-reset', now() + interval '1 hour')`,
          [hashOneTimeToken(EXAMPLE_TOKEN), userId],
        );
        return { actor: null };
      },
    ],
    [
      /^POST \/api\/auth\/mfa\/totp\/confirm$/,
      async () => {
        const { actor, secret } = await withTotp();
        return { actor, body: { code: codeOf(secret) } };
      },
    ],
    [
      /^(POST \/api\/auth\/mfa\/backup-codes|DELETE \/api\/auth\/mfa\/)/,
      async () => ({ actor: (await withFactor()).actor }),
    ],
    [/^DELETE \/api\/admin\/users\/\{id\}\/mfa$/, async () => ({ ids: [(await withFactor()).actor.userId] })],
    [
      /^DELETE \/api\/auth\/tokens\/\{id\}$/,
      async () => {
        const actor = await person('employee');
        const { id } = await createTestToken(
          database,
          { id: actor.userId },
          { abilities: ['meal-orders.read'] },
        );
        return { actor, ids: [id] };
      },
    ],
    [
      /^DELETE \/api\/auth\/sessions\/\{id\}$/,
      async () => {
        const actor = await person('employee');
        return { actor, ids: [(await createTestSession(database, { id: actor.userId })).sessionId] };
      },
    ],
    [
      /^POST \/api\/auth\/refresh$/,
      async () => {
        await createTestUser(database, { nik: 'EXAMPLE9', password: EXAMPLE_PASSWORD });
        const answer = await fetch(`${api.url}/api/auth/login`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ nik: 'EXAMPLE9', password: EXAMPLE_PASSWORD }),
        });
        return { actor: null, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
      },
    ],
    [/^\w+ (\/api)?\/(users|admin\/users)\/\{id\}/, anotherUser],
    [/^DELETE \/api\/users\/\{id\}$/, anotherUser],
    [/^\w+ \/api\/admin\/roles\/\{key\}/, async () => ({ ids: [await someRole()] })],
    [/^POST (\/api)?\/register$/, async () => ({ body: { username: `ani.${serialNumber()}` } })],
    [
      /^DELETE \/api\/auth\/identities\/\{provider\}$/,
      async () => {
        const actor = await withPassword();
        await sql(`insert into identities (provider, subject, user_id) values ('google', 'example', ?)`, [
          actor.userId,
        ]);
        return { actor, ids: ['google'] };
      },
    ],
    [
      /^DELETE \/api\/auth\/passkeys\/\{id\}$/,
      async () => {
        const actor = await withPassword();
        const [key] = await sql<{ id: string }>(
          `insert into passkeys (id, user_id, credential_id, public_key, counter, transports, name)
           values (gen_random_uuid(), ?, 'example', '', 0, '{}', 'Ponsel') returning id`,
          [actor.userId],
        );
        return { actor, ids: [key!.id] };
      },
    ],
    [
      /^POST \/api\/auth\/mfa\/verify$/,
      async () => {
        const { actor, secret } = await withFactor();
        await sql(
          `insert into pending_logins (token_hash, user_id, way, expires_at) values (?, ?, 'password', now() + interval '1 hour')`,
          [hashOneTimeToken(EXAMPLE_TOKEN), actor.userId],
        );
        // That of now was shown when the application was confirmed.
        return { actor: null, body: { code: codeOf(secret, 1) } };
      },
    ],
    [
      /^POST \/api\/auth\/email\/undo$/,
      async () => {
        const { userId } = await withPassword({ email: `was.${serialNumber()}@example.test` });
        await sql(
          `with changed as (insert into email_changes (user_id, old_email, new_email, old_verified, confirmed_at)
             select id, email, 'is@example.test', true, now() from users where id = ? returning id, user_id),
           moved as (update users u set email = 'is@example.test' from changed where u.id = changed.user_id)
           insert into address_links (token_hash, purpose, email_change_id, expires_at)
           select ?, 'email-undo', id, now() + interval '1 hour' from changed`,
          [userId, hashOneTimeToken(`${EXAMPLE_TOKEN}-undo`)],
        );
        return { actor: null, body: { token: `${EXAMPLE_TOKEN}-undo` } };
      },
    ],
    [
      /^POST \/api\/auth\/recovery\/complete$/,
      async () => {
        await recoveryLink('recover');
        return { actor: null };
      },
    ],
    [
      /^POST \/api\/auth\/recovery\/cancel$/,
      async () => {
        await recoveryLink('cancel');
        return { actor: null, body: { token: 'cancel' } };
      },
    ],
    [/^DELETE \/api\/auth\/recovery$/, async () => ({ actor: (await recoveryLink()).actor })],
    [/^POST \/api\/admin\/recoveries\/\{id\}\/decision$/, async () => ({ ids: [(await recoveryLink()).id] })],
    // Master data: a name is somebody's alone.
    [
      /^(POST|PATCH) \/api\/(departments|positions|shifts|v1\/categories)/,
      async () => {
        return { body: { name: `Name ${serialNumber()}` } };
      },
    ],
    [/^(POST|PATCH) \/api\/v1\/products/, async () => ({ body: { barcode: `EX-${serialNumber()}` } })],
    [/^(POST|PATCH) \/api\/outlets/, async () => ({ body: { code: `O-${serialNumber()}` } })],
    // How the system does.
    [
      /^GET \/api\/audit\/verifications\/\{id\}$/,
      async () => {
        const actor = await person('super_admin');
        const [asked] = await sql<{ id: string }>(
          `insert into audit_verifications (requested_by) values (?) returning id`,
          [actor.userId],
        );
        return { actor, ids: [asked!.id] };
      },
    ],
    [/^\w+ \/api\/admin\/dead-letters\/\{id\}/, async () => ({ ids: [(await deadLetters()).event] })],
    [
      /^POST \/api\/admin\/dead-letters\/retry$/,
      async () => ({ body: { filter: { consumer: (await deadLetters()).consumer } } }),
    ],
    [/^\w+ \/api\/admin\/jobs\/\{uuid\}/, async () => ({ ids: [(await deadLetters()).job] })],
    [
      /^POST \/api\/admin\/jobs\/retry$/,
      async () => ({ body: { filter: { queue: (await deadLetters()).queue } } }),
    ],
    [
      /^POST \/api\/admin\/consumers\/\{name\}\/events/,
      async () => ({ ids: [(await deadLetters()).consumer, 1] }),
    ],
    [
      /^POST \/api\/notifications\/\{id\}\/read$/,
      async () => {
        const actor = await person('employee');
        const [told] = await sql<{ id: number }>(
          `insert into in_app_notifications (user_id, delivery_id, notification, title, text)
           values (?, gen_random_uuid(), 'booking.confirmed', 'Siap', 'Silakan ambil') returning id`,
          [actor.userId],
        );
        return { actor, ids: [told!.id] };
      },
    ],
    [
      /^POST \/api\/admin\/mails\/\{id\}\/resend$/,
      async () => {
        const [mail] = await sql<{ id: string }>(
          `insert into deliveries (cause, recipient, channel, message_id, notification, status, facts)
           values ('example', 'siti@example.test', 'email', 'x', 'booking.confirmed', 'failed', '{}') returning id`,
        );
        return { ids: [mail!.id] };
      },
    ],
    [
      /^GET \/api\/trace\//,
      async () => {
        const { actor, id } = await booking();
        return { ids: ['booking', actor.userId > 0 ? id : 0] };
      },
    ],
    [/^GET \/api\/admin\/notifications\/\{name\}/, async () => ({ ids: ['booking.confirmed'] })],
  ];
}
