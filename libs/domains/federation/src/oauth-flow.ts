import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Config } from '@antrean/platform/config';
import { query, type Database } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import type { Binding, Provider, ProviderKey } from './provider.ts';

/** So long somebody may be away at a provider's. */
const MINUTES = 10;
/** As many may be away at once from one network, behind which there may be a whole campus. */
const PER_NETWORK = 1_000;
const COOKIE = 'oauthFlow-';
const COOKIE_PATH = '/api/auth/oauth';

/** Who links a provider, and the session in which they asked for it. */
export interface Linker {
  readonly userId: number;
  readonly sessionId: string;
}

export interface Flow {
  /** Null for who logs in. */
  readonly linker: Linker | null;
  /** The session's owner shows again who they are, and links nothing. */
  readonly proves: boolean;
  readonly returnTo: string;
  readonly binding: Binding;
}

/**
 * Begins a flow. `state` goes by the provider, the secret of the cookie stays in the browser, and what is stored opens
 * neither: who has only the one cannot finish it. Nonce and code verifier are made of both, and kept nowhere.
 * @throws problem `too_many_requests` (429)
 */
export async function beginFlow(
  database: Database,
  config: Pick<Config, 'production' | 'publicUrl'>,
  provider: Provider,
  {
    network,
    linker,
    proves,
    returnTo,
  }: { network: string; linker: Linker | null; proves: boolean; returnTo: string },
): Promise<{ binding: Binding; cookie: string }> {
  const state = randomBytes(32).toString('base64url');
  const browser = randomBytes(32).toString('base64url');
  const em = database.fork();
  const [begun] = await query(
    em,
    `insert into oauth_flows (state_hash, browser_hash, provider, network, user_id, session_id, proves, return_to, expires_at)
     select ?, ?, ?, ?, ?, ?, ?, ?, now() + ? * interval '1 minute'
     where (select count(*) from (select from oauth_flows where network = ? and expires_at > now() limit ?) away) < ?
     returning state_hash`,
    [
      hashOf(state),
      hashOf(browser),
      provider.key,
      network,
      linker?.userId ?? null,
      linker?.sessionId ?? null,
      proves,
      returnTo,
      MINUTES,
      network,
      PER_NETWORK,
      PER_NETWORK,
    ],
  );
  if (!begun) throw problem('too_many_requests');
  return {
    binding: bindingOf(provider.key, state, browser, config),
    cookie: flowCookie(state, browser, MINUTES * 60, provider, config),
  };
}

/** Uses a flow up, for the browser that began it; null when there is none. Of any number at once one gets it. */
export async function takeFlow(
  database: Database,
  config: Pick<Config, 'publicUrl'>,
  provider: Provider,
  { state, cookies }: { state: string | undefined; cookies: Readonly<Record<string, string | undefined>> },
): Promise<Flow | null> {
  const browser = state === undefined ? undefined : cookies[cookieName(state)];
  if (state === undefined || browser === undefined) return null;
  const [taken] = await query<{
    user_id: number | null;
    session_id: string | null;
    proves: boolean;
    return_to: string;
  }>(
    database.fork(),
    `delete from oauth_flows where state_hash = ? and browser_hash = ? and provider = ? and expires_at > now()
     returning user_id, session_id, proves, return_to`,
    [hashOf(state), hashOf(browser), provider.key],
  );
  if (!taken) return null;
  const { user_id: userId, session_id: sessionId, proves, return_to: returnTo } = taken;
  return {
    linker: userId === null || sessionId === null ? null : { userId, sessionId },
    proves,
    returnTo,
    binding: bindingOf(provider.key, state, browser, config),
  };
}

/**
 * The cookie by which a browser is known until it is back; one for each flow, because people have several tabs. To a form that Apple's page posts, browsers give only those
 * that are `None`, which must be `Secure`; they take such a one from `http://localhost` too.
 */
function flowCookie(
  state: string,
  value: string,
  maxAge: number,
  { postsForm }: Pick<Provider, 'postsForm'>,
  { production }: Pick<Config, 'production'>,
): string {
  return [
    `${cookieName(state)}=${value}`,
    `Max-Age=${maxAge}`,
    `Path=${COOKIE_PATH}`,
    'HttpOnly',
    ...(production || postsForm ? ['Secure'] : []),
    `SameSite=${postsForm ? 'None' : 'Lax'}`,
  ].join('; ');
}

export const clearedFlowCookie = (
  { binding: { state } }: Flow,
  provider: Provider,
  config: Pick<Config, 'production'>,
): string => flowCookie(state, '', 0, provider, config);

const cookieName = (state: string): string => `${COOKIE}${hashOf(state).slice(0, 16)}`;

function bindingOf(
  provider: ProviderKey,
  state: string,
  browser: string,
  { publicUrl }: Pick<Config, 'publicUrl'>,
): Binding {
  const made = (what: string): string =>
    createHmac('sha256', browser).update(`${what}:${state}`).digest('base64url');
  return {
    redirectUri: `${publicUrl.replace(/\/$/, '')}/api/auth/oauth/${provider}/callback`,
    state,
    nonce: made('nonce'),
    codeVerifier: made('code-verifier'),
  };
}

/** Both have 256 random bits, so a fast hash keeps them secret. */
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
