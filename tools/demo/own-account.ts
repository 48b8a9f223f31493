import { randomUUID } from 'node:crypto';
import { generateSync } from 'otplib';
import { z } from 'zod';
import { DemoError } from './demo-error.ts';
import type { Person, World } from './world.ts';

const PASSWORD = 'sebuah kalimat yang panjang';
const LOGIN = z.object({ accessToken: z.string(), user: z.object({ id: z.int() }) });
const WAITING = z.object({
  mfaRequired: z.literal(true),
  mfaToken: z.string(),
  methods: z.array(z.string()),
});
const SESSIONS = z.object({ data: z.array(z.object({ device: z.string().nullable() })) });
const TOKEN = z.object({ id: z.string(), token: z.string() });
const MAILS = z.array(
  z.object({
    to: z.array(z.object({ address: z.string().optional() })),
    text: z.string().nullish(),
  }),
);
/** A mail is on its way for a moment. */
const MAIL_WITHIN_MS = 30_000;

/**
 * Somebody registers and follows the mailed link: a customer who is logged in.
 * @returns null where no mailbox of a development system answers
 */
export async function registerCustomer(
  world: World,
  namaLengkap: string,
): Promise<{ email: string; person: Person; logIn: () => Promise<unknown> } | null> {
  if (!(await world.readMails())) return null;
  const [first = 'customer'] = namaLengkap.toLowerCase().split(' ');
  const email = `${first}-${randomUUID().slice(0, 8)}@example.com`;
  const logIn = () => world.post('/api/auth/login', { identifier: email, password: PASSWORD });
  await world.post('/api/auth/register', { email, password: PASSWORD, namaLengkap });
  world.say(`  ${email} registers`);
  const linked = await linkTo(world, email, 'verify');
  await world.post('/api/auth/verify', { token: linked });
  world.say('  follows the mailed link, and is a customer');
  const { accessToken, user } = LOGIN.parse(await logIn());
  return { email, person: world.enter(email, accessToken, user.id), logIn };
}

/**
 * Somebody registers, follows the mailed link, sets up an authenticator app, logs in with it, and gives a program of
 * theirs a token for a while.
 */
export async function playOwnAccount(world: World): Promise<string[]> {
  const registered = await registerCustomer(world, 'Wulan Sari');
  if (!registered) return ['left out: no mailbox of a development system answers at MAIL_UI_PORT'];
  const { email, person: wulan, logIn } = registered;

  await world.pause();
  const app = z
    .object({ otpauthUrl: z.string() })
    .parse(await wulan.ask('POST', '/api/auth/mfa/totp/enroll'));
  const secret = new URL(app.otpauthUrl).searchParams.get('secret') ?? '';
  await wulan.ask('POST', '/api/auth/mfa/totp/confirm', { code: codeOf(secret, 0) });
  const { mfaToken, methods } = WAITING.parse(await logIn());
  // No code counts twice, so it is the one that the app shows next.
  const shown = { mfaToken, method: 'totp', code: codeOf(secret, 1) };
  const second = LOGIN.parse(await world.post('/api/auth/mfa/verify', shown));
  const again = world.enter(email, second.accessToken, second.user.id);
  const { data: sessions } = SESSIONS.parse(await again.ask('GET', '/api/auth/sessions'));
  world.say(`  logs in with an authenticator app; ${sessions.length} sessions`);

  // A customer may nothing that a program could do; whoever works here may.
  await world.pause();
  const administrator = await world.login('ADM001');
  await administrator.ask('PUT', `/api/admin/users/${wulan.userId}/roles`, { roles: ['customer', 'dapur'] });
  const made = TOKEN.parse(
    await again.ask('POST', '/api/auth/tokens', {
      name: 'Kitchen display',
      abilities: ['meal-orders.read'],
    }),
  );
  const program = world.enter('Kitchen display', made.token, wulan.userId);
  await program.ask('GET', '/api/orders?limit=1');
  await again.ask('DELETE', `/api/auth/tokens/${made.id}`);
  const refused = await program.ask('GET', '/api/orders?limit=1').then(
    () => false,
    (error: unknown) => error instanceof DemoError && error.message.includes('answered 401'),
  );
  if (!refused) throw new DemoError('A token that was ended opens something.');
  world.say('  gives a program a token, and ends it');
  return [
    `${email}: registered and verified; login asks for ${methods.join(', ')}`,
    `sessions: ${sessions.length}; token: made, used, ended, refused`,
  ];
}

const codeOf = (secret: string, steps: number): string =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1_000) + steps * 30 });

/** What stands behind the `#` of the mailed link to a page. @throws {DemoError} when none comes */
export async function linkTo(world: World, address: string, page: string): Promise<string> {
  const link = new RegExp(`/app/${page}#token=([\\w-]+)`);
  for (const until = Date.now() + MAIL_WITHIN_MS; Date.now() < until;) {
    const mails = MAILS.parse(await world.readMails());
    const theirs = mails.filter(({ to }) => to.some((each) => each.address === address));
    const [token] = theirs.flatMap(({ text }) => link.exec(text ?? '')?.[1] ?? []);
    if (token !== undefined) return token;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new DemoError(`No mail with a link came to ${address} in ${MAIL_WITHIN_MS / 1_000} seconds.`);
}
