import createApi, { type Client as Api } from 'openapi-fetch';
import type { paths } from './api.generated.ts';
import { createFeed, type Feed, type FeedOptions, type Namespace } from './feed.ts';
import { isProblem } from './problem.ts';
import { createSession, fixedSession, type Session } from './session.ts';
import { alone, browserTabs } from './tabs.ts';

export interface ClientOptions {
  /** Of the api, such as `https://antrean.example`; a page of the same origin leaves it out. */
  url?: string;
  /** Of messages that the api writes: `id` or `en`. */
  language?: () => string;
}

export interface Client {
  /**
   * Every address of the api with its types: `api.GET('/api/orders/{id}', { params: { path: { id: 7 } } })` resolves to
   * `{ data }` or `{ error }`; {@link unwrap} throws instead. Tokens are added and refreshed; each POST has an
   * Idempotency-Key, one of yours if you send one.
   */
  readonly api: Api<paths>;
  /** Opens the events of a namespace; connects at once. */
  openFeed<N extends Namespace>(namespace: N, options?: FeedOptions): Feed<N>;
}

const isBrowser = 'document' in globalThis;

/** A client of who logs in by `client.session`. In browsers its session is that of all tabs. */
export function createClient(options: ClientOptions = {}): Client & { readonly session: Session } {
  const send = isBrowser ? fetch : fetchWithCookies();
  const about = settingsOf(options);
  const session = createSession(
    createApi<paths>({ ...about, fetch: (request) => send(describe(request, options)) }),
    isBrowser ? browserTabs() : alone,
  );
  return { ...clientOf(options, session, send), session };
}

/** A client with an API token, which neither expires nor logs in. */
export const createTokenClient = ({ token, ...options }: ClientOptions & { token: string }): Client =>
  clientOf(options, fixedSession(token), fetch);

function clientOf(
  options: ClientOptions,
  session: Pick<Session, 'accessToken' | 'refresh'>,
  send: (request: Request) => Promise<Response>,
): Client {
  const authorized = async (request: Request): Promise<Response> => {
    const token = await session.accessToken();
    const again = request.clone();
    const answer = await send(withToken(request, token));
    if (answer.status !== 401 || token === null || !(await isAboutToken(answer))) return answer;
    const next = await session.refresh(token);
    return next === null ? answer : send(withToken(again, next));
  };
  return {
    api: createApi<paths>({
      ...settingsOf(options),
      fetch: (request) => authorized(describe(request, options)),
    }),
    openFeed: (namespace, feedOptions) => createFeed(options.url ?? '', namespace, session, feedOptions),
  };
}

const settingsOf = ({ url }: ClientOptions) =>
  url === undefined ? {} : { baseUrl: url, credentials: 'include' as const };

function describe(request: Request, { language }: ClientOptions): Request {
  if (language) request.headers.set('Accept-Language', language());
  // A repetition after a refresh is then the same request.
  if (request.method === 'POST' && !request.headers.has('Idempotency-Key'))
    request.headers.set('Idempotency-Key', newKey());
  return request;
}

function withToken(request: Request, token: string | null): Request {
  if (token !== null) request.headers.set('Authorization', `Bearer ${token}`);
  return request;
}

/** A wrong password is 401 too, and asking twice would count it twice. */
async function isAboutToken(answer: Response): Promise<boolean> {
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => null);
  return isProblem(body) && body.code === 'unauthenticated';
}

/** An Idempotency-Key: made when a form opens, sent with each try until there is an answer. */
export const newKey = (): string =>
  // `randomUUID` is missing from pages without TLS.
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The header that says which version a change goes by; who was slower gets 412. */
export const ifMatch = (version: number): { 'If-Match': string } => ({ 'If-Match': `"${version}"` });

/** Programs keep the api's cookies themselves: that of the session and that of the device. */
function fetchWithCookies(): (request: Request) => Promise<Response> {
  const cookies = new Map<string, string>();
  return async (request) => {
    if (cookies.size > 0)
      request.headers.set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await fetch(request);
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=;]+)=([^;]*)/.exec(cookie) ?? [];
      if (name === undefined || value === undefined) continue;
      if (value === '' || /;\s*max-age=0\b/i.test(cookie)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
}
