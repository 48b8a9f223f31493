import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

/** Where the api is, as its links say; the test's browser knows the machine behind it. */
export const PUBLIC_URL = 'http://antrean.test';

interface OpenIdOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  /** What the provider says of an account; a test changes it as it likes. */
  readonly accounts: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** Looks at the secret that a client sends, and says which it stands for. */
  readonly readSecret?: (sent: string, issuer: string) => Promise<string>;
}

export interface TestServer {
  readonly url: string;
  /** Paths that were asked for. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** A real OpenID provider, whose login page takes any name of an account, and has a way out. */
export async function startOpenIdProvider(options: OpenIdOptions): Promise<TestServer> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'test' };
  const server = createServer();
  const url = await listen(server);
  const provider = new Provider(url, {
    clients: [
      {
        client_id: options.clientId,
        client_secret: options.clientSecret,
        redirect_uris: [options.redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['only for tests'] },
    scopes: ['openid', 'email', 'profile', 'name'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...options.accounts.get(id) }),
    }),
    loadExistingGrant: async ({ oidc }: { oidc: GrantContext }) => {
      const grant = new provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      });
      grant.addOIDCScope('openid email profile name');
      await grant.save();
      return grant;
    },
  });
  const asked: string[] = [];
  const answer = provider.callback();
  server.on('request', (request, response) => {
    asked.push(request.url ?? '');
    const serve = async (): Promise<void> => {
      if (request.url?.startsWith('/interaction/')) {
        if (request.method !== 'POST') {
          response.setHeader('Content-Type', 'text/html');
          response.end(`<form method="post" action="${request.url}"><input name="login"/></form>`);
          return;
        }
        const form = new URLSearchParams(await text(request));
        const accountId = form.get('login') ?? '';
        const result = accountId === '' ? { error: 'access_denied' } : { login: { accountId } };
        await provider.interactionFinished(request, response, result);
        return;
      }
      if (request.url === '/token' && options.readSecret) {
        const form = new URLSearchParams(await text(request));
        form.set('client_secret', await options.readSecret(form.get('client_secret') ?? '', url));
        Object.assign(request, { body: Object.fromEntries(form) });
      }
      answer(request, response);
    };
    serve().catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  return { url, asked, close: () => close(server) };
}

interface GrantContext {
  client: { clientId: string };
  session: { accountId: string };
}

/** A server that answers as it is told. */
export async function startDouble(
  reply: (request: IncomingMessage, body: string) => Promise<{ status?: number; body: unknown }>,
): Promise<TestServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    text(request)
      .then((body) => reply(request, body))
      .then(({ status = 200, body }) => {
        response.writeHead(status, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify(body));
      })
      .catch(() => response.destroy());
  });
  const url = await listen(server);
  return { url, asked, close: () => close(server) };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the test server has no port');
  return `http://127.0.0.1:${address.port}`;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

interface Visit {
  readonly method?: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Posted by a page of another site: only cookies that are `None` go with it. */
  readonly isCrossSite?: boolean;
}

export interface Arrival {
  readonly status: number;
  readonly url: URL;
  readonly text: string;
  readonly location: string | null;
  readonly cookies: readonly string[];
}

/** A browser with cookies of its own, as far as logging in needs one. */
export class TestBrowser {
  readonly #cookies = new Map<string, { value: string; sameSite: string }>();
  readonly #apiUrl: string;
  constructor(apiUrl: string) {
    this.#apiUrl = apiUrl;
  }

  /** One request, without following where it leads. */
  async ask(url: URL, { method, form, headers, isCrossSite = false }: Visit = {}): Promise<Arrival> {
    const at = url.origin === PUBLIC_URL ? new URL(`${url.pathname}${url.search}`, this.#apiUrl) : url;
    const cookies = [...this.#cookies].filter(
      ([name, { sameSite }]) => name.startsWith(`${url.origin} `) && (!isCrossSite || sameSite === 'None'),
    );
    const answer = await fetch(at, {
      method: method ?? (form ? 'POST' : 'GET'),
      redirect: 'manual',
      headers: {
        Accept: 'text/html,*/*;q=0.8',
        Cookie: cookies.map(([name, { value }]) => `${name.split(' ')[1]}=${value}`).join('; '),
        ...(isCrossSite ? { Origin: 'https://elsewhere.example', 'Sec-Fetch-Site': 'cross-site' } : {}),
        ...headers,
      },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      const sameSite = /samesite=(\w+)/i.exec(cookie)?.[1] ?? 'Lax';
      if (value === '') this.#cookies.delete(`${url.origin} ${name}`);
      else this.#cookies.set(`${url.origin} ${name}`, { value, sameSite });
    }
    return {
      status: answer.status,
      url,
      text: await answer.text(),
      location: answer.headers.get('location'),
      cookies: answer.headers.getSetCookie(),
    };
  }

  /** The value of a cookie of our own. */
  cookie(name: string): string | undefined {
    return this.#cookies.get(`${PUBLIC_URL} ${name}`)?.value;
  }

  /** The cookies of flows that are not finished. */
  flows(): { name: string; value: string }[] {
    return [...this.#cookies].flatMap(([key, { value }]) => {
      const [origin, name = ''] = key.split(' ');
      return origin === PUBLIC_URL && name.startsWith('oauthFlow-') ? [{ name, value }] : [];
    });
  }

  /** Goes to the provider, logs in there as somebody (nobody: breaks it off), and stops before it comes back to us. */
  async atProvider(start: string, login: string): Promise<{ url: URL; form: Record<string, string> | null }> {
    let arrival = await this.ask(new URL(start));
    for (let steps = 0; steps < 10; steps += 1) {
      if (arrival.location !== null) {
        const next = new URL(arrival.location, arrival.url);
        if (next.origin === PUBLIC_URL) return { url: next, form: null };
        arrival = await this.ask(next);
        continue;
      }
      const [, action = ''] = /<form[^>]*action="([^"]+)"/.exec(arrival.text) ?? [];
      if (action === '') throw new Error(`There is no form at ${arrival.url.href}: ${arrival.text}`);
      const next = new URL(action, arrival.url);
      if (next.origin === PUBLIC_URL) return { url: next, form: fieldsOf(arrival.text) };
      arrival = await this.ask(next, { form: { login } });
    }
    throw new Error('The provider leads in circles');
  }
}

const fieldsOf = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );
