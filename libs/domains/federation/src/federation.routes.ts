import { readToken, isLoggedIn } from '@antrean/platform/auth';
import type { Breakers } from '@antrean/platform/breaker';
import type { RouteDependencies } from '@antrean/platform/domain';
import {
  noContent,
  ok,
  page,
  Problem,
  problem,
  route,
  toPage,
  type Reply,
  type Route,
  type RouteRequest,
} from '@antrean/platform/http';
import { requireRecentProof, sessionTokens } from '@antrean/sessions';
import { cameFrom, loginReply, type LoginOutcome } from '@antrean/sign-in';
import { type z } from 'zod';
import * as contract from './federation.contract.ts';
import { federationProblem } from './federation.problem.ts';
import type { FederationSettings } from './federation.settings.ts';
import { linkProvider, logInByProvider, proveByProvider } from './finish-flow.ts';
import { beginFlow, clearedFlowCookie, takeFlow, type Flow, type Linker } from './oauth-flow.ts';
import { providerTrouble } from './provider-trouble.ts';
import { PROVIDER_NAMES, type Provider } from './provider.ts';
import { createProviders } from './providers.ts';
import { listIdentities, unlinkProvider } from './unlink-provider.ts';

const TAG = 'Login by others';
const PATH = '/api/auth/oauth';
const IDENTITIES = '/api/auth/identities';
/** Pages of the console. */
const HOME = '/app';
const LOGIN_PAGE = '/app/login';
const IDENTITIES_PAGE = '/app/identities';
/** What providers say when somebody does not want to. */
const CANCELLED = new Set(['access_denied', 'user_cancelled_authorize', 'login_required']);

type Anybody = RouteRequest<'public', { provider: string }, unknown, unknown>;
type CallbackAnswer = z.input<typeof contract.callbackAnswer>;

export interface FederationDependencies extends Pick<
  RouteDependencies,
  'unitOfWork' | 'database' | 'config'
> {
  readonly settings: FederationSettings;
  readonly breakers?: Breakers;
  /** How long a provider may take; absent: five. */
  readonly providerTimeoutSeconds?: number;
}

/** Log in by Google, Facebook or Apple; link them with one's account, and take them away again. */
export function federationRoutes(dependencies: FederationDependencies): Route[] {
  const { database, config, settings, breakers, providerTimeoutSeconds } = dependencies;
  const providers = createProviders(settings, breakers, providerTimeoutSeconds);
  const tokens = sessionTokens({ database, config });
  const atOurs = (path: string): string => `${config.publicUrl.replace(/\/$/, '')}${path}`;

  function providerOf({ params }: Pick<Anybody, 'params'>): Provider {
    const provider = providers.get(params.provider);
    if (!provider) throw problem('not_found');
    return provider;
  }

  /** Whose session asks; null for who is nobody yet. */
  async function findLinker(header: Anybody['header'], proves: boolean): Promise<Linker | null> {
    const authorization = header('authorization');
    if (authorization === undefined && !proves) return null;
    const token = authorization === undefined ? null : readToken(authorization);
    const holder = token === null ? null : await tokens.identify(token);
    if (!holder || holder === 'ended' || holder.kind !== 'user' || !isLoggedIn(holder)) {
      throw problem('unauthenticated', { headers: { 'WWW-Authenticate': 'Bearer' } });
    }
    if (holder.mustChangePassword) throw problem('password_change_required');
    if (!proves) await requireRecentProof(database.fork(), holder);
    return { userId: holder.userId, sessionId: holder.sessionId };
  }

  async function start(
    request: Anybody,
    { returnTo, prove: proves }: { returnTo?: string | undefined; prove: boolean },
  ): Promise<Reply<{ url: string }>> {
    const provider = providerOf(request);
    const linker = await findLinker(request.header, proves);
    const { binding, cookie } = await beginFlow(database, config, provider, {
      network: cameFrom(request).ipPrefix ?? 'unknown',
      linker,
      proves,
      returnTo: returnTo ?? (linker ? IDENTITIES_PAGE : HOME),
    });
    const { href: url } = await provider.authorizationUrl(binding).catch((error: unknown) => {
      throw providerTrouble(error, provider.key, request.log);
    });
    const headers = { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' };
    return wantsJson(request)
      ? { status: 200, body: { url }, headers }
      : { status: 302, headers: { ...headers, Location: url } };
  }

  /** The browser is back. Whatever comes of it, the flow is used up, and a person is led to a page that says so. */
  async function finish(request: Anybody, answer: contract.Callback): Promise<Reply<CallbackAnswer>> {
    const provider = providerOf(request);
    const flow = await takeFlow(database, config, provider, {
      state: answer.state,
      cookies: request.cookies,
    });
    try {
      if (!flow) throw federationProblem('oauth_flow_invalid');
      const reply = await conclude(request, answer, provider, flow);
      return withCookie(reply, clearedFlowCookie(flow, provider, config));
    } catch (error) {
      if (!(error instanceof Problem) || !isLedBack(request, error)) throw error;
      request.log.info({ refusal: error.code, provider: provider.key }, 'a login by a provider was refused');
      return leadTo(atOurs(`${flow?.linker ? IDENTITIES_PAGE : LOGIN_PAGE}?problem=${error.code}`));
    }
  }

  async function conclude(
    request: Anybody,
    answer: contract.Callback,
    provider: Provider,
    flow: Flow,
  ): Promise<Reply<CallbackAnswer>> {
    const parameters = { provider: PROVIDER_NAMES[provider.key] };
    if (answer.error !== undefined) {
      throw federationProblem(CANCELLED.has(answer.error) ? 'oauth_cancelled' : 'oauth_unavailable', {
        parameters,
      });
    }
    const { code, iss, user } = answer;
    if (code === undefined) throw federationProblem('oauth_flow_invalid');
    const account = await provider.identify({ code, iss, user }, flow.binding).catch((error: unknown) => {
      throw providerTrouble(error, provider.key, request.log);
    });
    if (flow.linker && flow.proves) {
      const until = await proveByProvider(dependencies, request.context, provider.key, account, flow.linker);
      return wantsJson(request) ? ok({ provenUntil: until.toISOString() }) : leadTo(atOurs(flow.returnTo));
    }
    if (flow.linker) {
      await linkProvider(dependencies, request.context, provider.key, account, flow.linker);
      return wantsJson(request) ? ok({ linked: provider.key }) : leadTo(atOurs(flow.returnTo));
    }
    const outcome = await logInByProvider(
      dependencies,
      request.context,
      provider.key,
      account,
      cameFrom(request),
    );
    const reply = loginReply(outcome, config);
    if (wantsJson(request)) return reply;
    const { headers, ...lead } = leadTo(atOurs(pageAfter(outcome, flow.returnTo)));
    return { ...lead, headers: { ...reply.headers, ...headers } };
  }

  const callback = {
    path: `${PATH}/:provider/callback`,
    access: 'public',
    tag: TAG,
    rateLimit: 'login',
    params: contract.providerParams,
    response: contract.callbackAnswer,
    produces: ['text/html'],
    alsoAnswers: {
      303: {
        summary:
          'To the page that was wanted; to that of the login, with `?problem=…` when it was refused, or with ' +
          '`#mfaToken=…` when a second factor is to be shown',
      },
    },
    problems: [...federationProblem.codes, 'account_inactive', 'proof_required'],
  } as const;

  return [
    route({
      method: 'get',
      path: PATH,
      access: 'public',
      tag: TAG,
      summary: 'List by whom one may log in here besides a password',
      response: page(contract.providerBody),
      handler: async () => {
        const list = [...providers.values()].map(({ key }) => ({
          provider: key,
          name: PROVIDER_NAMES[key],
          startUrl: atOurs(`${PATH}/${key}/start`),
        }));
        return ok(toPage(list, list.length, { page: 1, limit: 20 }));
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:provider/start`,
      access: 'public',
      tag: TAG,
      summary: 'Log in by a provider; who sends an access token links it with their account',
      description:
        'A browser is sent to the provider. Who asks for JSON is told the URL, to which the browser is led then: so a ' +
        'page links a provider, because links send no access token. With `prove=true` the owner of the session shows again who ' +
        'they are by a provider that is linked, as POST /api/auth/prove does; not who has a second factor.',
      rateLimit: 'login',
      params: contract.providerParams,
      query: contract.startQuery,
      response: contract.startBody,
      produces: ['text/html'],
      heeds: { Authorization: 'The access token of the session that links the provider' },
      alsoAnswers: { 302: { summary: 'To the provider' } },
      problems: ['oauth_unavailable', 'proof_required'],
      handler: async (request) => start(request, request.query),
    }),
    route({
      ...callback,
      method: 'get',
      summary: 'Where providers send the browser back to',
      query: contract.callback,
      handler: async (request) => finish(request, request.query),
    }),
    route({
      ...callback,
      method: 'post',
      summary: 'The same for Apple, whose page posts a form',
      description:
        'It comes from another site by its nature. What protects it is the flow: its state must be that of this ' +
        "browser's cookie.",
      takesForm: true,
      body: contract.callback,
      handler: async (request) => finish(request, request.body),
    }),
    route({
      method: 'get',
      path: IDENTITIES,
      personal: true,
      access: 'signed-in',
      tag: TAG,
      summary: 'List by whom the user may log in',
      response: page(contract.identityBody),
      handler: async ({ actor }) => {
        const identities = await listIdentities(database, actor.userId);
        return ok(toPage(identities, identities.length, { page: 1, limit: 20 }));
      },
    }),
    route({
      method: 'delete',
      path: `${IDENTITIES}/:provider`,
      access: 'signed-in',
      tag: TAG,
      summary: 'Unlink a provider, but not the last way in',
      params: contract.providerParams,
      status: 204,
      problems: ['last_way_in', 'proof_required'],
      handler: async ({ actor, context, params }) => {
        await unlinkProvider(dependencies, context, actor, { name: params.provider, offered: providers });
        return noContent();
      },
    }),
  ];
}

/** A page finishes a login with a second factor. Its token is in the fragment, which goes to no server and no log. */
function pageAfter(outcome: LoginOutcome, returnTo: string): string {
  if (!('mfaRequired' in outcome)) return returnTo;
  const { mfaToken, methods } = outcome;
  return `${LOGIN_PAGE}#${new URLSearchParams({ mfaToken, methods: methods.join(','), returnTo }).toString()}`;
}

/** A program that asks for JSON gets it; a browser asks for pages. */
const wantsJson = ({ raw }: Pick<Anybody, 'raw'>): boolean =>
  raw.accepts(['text/html', 'application/json']) === 'application/json';

/**
 * Whether a refusal is told by a page. Who breaks it off is led back always; of everything else a program is told in
 * its own way unless it names pages, as browsers do.
 */
const isLedBack = (request: Pick<Anybody, 'header' | 'raw'>, { code }: Problem): boolean =>
  code === 'oauth_cancelled'
    ? !wantsJson(request)
    : (request.header('accept')?.includes('text/html') ?? false) && !wantsJson(request);

const leadTo = (url: string): Reply<never> => ({
  status: 303,
  headers: { Location: url, 'Cache-Control': 'no-store' },
});

function withCookie<B>(reply: Reply<B>, cookie: string): Reply<B> {
  const others = reply.headers?.['Set-Cookie'] ?? [];
  return { ...reply, headers: { ...reply.headers, 'Set-Cookie': [others, cookie].flat() } };
}
