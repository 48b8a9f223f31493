import type { Client } from 'openapi-fetch';
import type { operations, paths } from './api.generated.ts';
import { ApiProblem, unwrap } from './problem.ts';
import type { Tabs } from './tabs.ts';

export type Credentials = operations['postApiAuthLogin']['requestBody']['content']['application/json'];
export type LoginAnswer = operations['postApiAuthLogin']['responses'][200]['content']['application/json'];
export type ShownFactor = operations['postApiAuthMfaVerify']['requestBody']['content']['application/json'];

export type ShownPasskey =
  operations['postApiAuthPasskeysLogin']['requestBody']['content']['application/json'];

/** `changed`: another tab logged in, perhaps as somebody else. */
export type SessionChange = 'in' | 'out' | 'changed';

/** Who is logged in. The access token is in memory alone; the cookie `refreshToken` gives the next. */
export interface Session {
  /** A token that is valid for a while; null when nobody is logged in. Refreshes before it expires. */
  accessToken(): Promise<string | null>;
  /**
   * The next token in place of one that was refused: one refresh, however many ask, in all tabs of a browser.
   * @returns null when the session is over
   * @throws {ApiProblem} when the api cannot say, {TypeError} when it is not reached; the session may go on
   */
  refresh(refused: string | null): Promise<string | null>;
  /** Takes up the session of the browser's cookie. @returns whether there is one */
  restore(): Promise<boolean>;
  /** Logs in; who has a second factor gets `mfaRequired` and goes on by {@link showFactor}. @throws {ApiProblem} */
  logIn(credentials: Credentials): Promise<LoginAnswer>;
  /** @throws {ApiProblem} */
  showFactor(factor: ShownFactor): Promise<LoginAnswer>;
  /** Logs in by a passkey that the browser shows, or goes on with a login that waits. @throws {ApiProblem} */
  showPasskey(shown: ShownPasskey): Promise<LoginAnswer>;
  /** Ends the session here and at the api. */
  logOut(): Promise<void>;
  /** @returns to listen no more */
  onChange(listener: (change: SessionChange) => void): () => void;
}

/** So long before its end a token is exchanged, as a share of its life. */
const LAST_SHARE = 0.1;

interface Held {
  readonly accessToken: string;
  /** By this machine's clock, which may be wrong: only spans are taken from the token. */
  readonly staleAt: number;
}

export function createSession(api: Client<paths>, tabs: Tabs): Session {
  let held: Held | null = null;
  let refreshing: Promise<string | null> | null = null;
  const listeners = new Set<(change: SessionChange) => void>();

  /** Others tell a token while this one waits, which the compiler does not see. */
  const current = (): Held | null => held;
  const keep = (next: Held | null): void => {
    held = next;
    tabs.hold(next !== null);
  };
  const change = (next: Held | null, what: SessionChange): void => {
    keep(next);
    for (const listener of [...listeners]) listener(what);
  };

  tabs.listen((message) => {
    if (message.kind === 'asked') {
      if (held && Date.now() < held.staleAt)
        tabs.tell({ kind: 'token', accessToken: held.accessToken, changedHands: false });
    } else if (message.kind === 'logged-out') change(null, 'out');
    else if (message.changedHands) change(hold(message.accessToken), 'changed');
    else keep(hold(message.accessToken));
  });

  const exchange = async (refused: string | null): Promise<string | null> => {
    // While this tab waited for its turn, another one told the next token.
    if (held && held.accessToken !== refused) return held.accessToken;
    if (refused === null) {
      await tabs.ask();
      const told = current();
      if (told) return told.accessToken;
    }
    try {
      const { accessToken } = await unwrap(api.POST('/api/auth/refresh'));
      keep(hold(accessToken));
      tabs.tell({ kind: 'token', accessToken, changedHands: false });
      return accessToken;
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.problem.status !== 401) throw error;
      if (held) change(null, 'out');
      return null;
    }
  };

  const refresh = (refused: string | null): Promise<string | null> =>
    (refreshing ??= tabs
      .inTurn(() => exchange(refused))
      .finally(() => {
        refreshing = null;
      }));

  const enter = (answer: LoginAnswer): LoginAnswer => {
    if ('accessToken' in answer) {
      change(hold(answer.accessToken), 'in');
      tabs.tell({ kind: 'token', accessToken: answer.accessToken, changedHands: true });
    }
    return answer;
  };

  return {
    accessToken: async () => {
      if (held && Date.now() >= held.staleAt) return refresh(held.accessToken);
      return held?.accessToken ?? null;
    },
    refresh,
    restore: async () => (await refresh(held?.accessToken ?? null)) !== null,
    logIn: async (body) => enter(await unwrap(api.POST('/api/auth/login', { body }))),
    showFactor: async (body) => enter(await unwrap(api.POST('/api/auth/mfa/verify', { body }))),
    showPasskey: async (body) => enter(await unwrap(api.POST('/api/auth/passkeys/login', { body }))),
    logOut: async () => {
      const headers = held ? { authorization: `Bearer ${held.accessToken}` } : {};
      await unwrap(api.POST('/api/auth/logout', { headers }));
      change(null, 'out');
      tabs.tell({ kind: 'logged-out' });
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The session of a token that does not change, such as an API token. */
export function fixedSession(token: string): Pick<Session, 'accessToken' | 'refresh'> {
  return { accessToken: async () => token, refresh: async () => null };
}

function hold(accessToken: string): Held {
  const claims: unknown = JSON.parse(
    atob((accessToken.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')) || '{}',
  );
  const secondsOf = (name: string): number => {
    const value: unknown = typeof claims === 'object' && claims !== null ? Reflect.get(claims, name) : null;
    return typeof value === 'number' ? value : 0;
  };
  const lifeMs = (secondsOf('exp') - secondsOf('iat')) * 1_000;
  return { accessToken, staleAt: Date.now() + lifeMs * (1 - LAST_SHARE) };
}
