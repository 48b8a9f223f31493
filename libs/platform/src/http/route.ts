import type { Request } from 'express';
import type { z } from 'zod';
import type { Ability, Permission } from '../auth/permission.ts';
import type { Logger } from '../observability/index.ts';
import type { Context } from '../transaction/index.ts';
import {
  isLoggedIn,
  type DevicePrincipal,
  type DisplayPrincipal,
  type SessionPrincipal,
  type TokenHolder,
  type UserPrincipal,
} from '../auth/principal.ts';
import type { Language } from '../problem/index.ts';
import type { FileKind } from '../files/file-kind.ts';
import type { Reply } from './reply.ts';
import type { VersionCondition } from './version.ts';

/**
 * Who may call; there is no default. `public` is anybody; `signed-in` whoever is logged in, which an API token is not;
 * `user` any user, also by an API token, for what its abilities decide further on or what is no secret; a permission who
 * holds it; an ability the devices that have it, and nobody else; `displayed` whom it names, and screens: those that hold
 * the permission, or any; `display` screens alone.
 */
export type Access =
  | 'public'
  | 'signed-in'
  | 'user'
  | 'display'
  | Permission
  | { readonly device: Ability }
  | { readonly displayed: 'user' | Permission };

/** Who calls a route of such an access. */
export type ActorOf<A extends Access> = A extends 'public'
  ? null
  : A extends 'signed-in'
    ? SessionPrincipal
    : A extends { readonly device: Ability }
      ? DevicePrincipal
      : A extends { readonly displayed: 'user' | Permission }
        ? UserPrincipal | DisplayPrincipal
        : A extends 'display'
          ? DisplayPrincipal
          : UserPrincipal;

/** A request whose parts have been checked against the route's schemas. */
export interface RouteRequest<A extends Access, P, Q, B> {
  readonly actor: ActorOf<A>;
  /** The user who asks, also where anybody may; there only when the route `identifies` them. */
  readonly caller: UserPrincipal | null;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly context: Context;
  /** What `If-Match` and `If-None-Match` demand, on versioned routes. */
  readonly ifMatch: VersionCondition | undefined;
  readonly language: Language;
  readonly log: Logger;
  readonly cookies: Readonly<Record<string, string | undefined>>;
  readonly header: (name: string) => string | undefined;
  readonly ip: string;
  /** Aborted when the client goes away before the answer is complete. */
  readonly signal: AbortSignal;
  readonly raw: Request;
}

/** A success with another status than the usual one. */
export interface FurtherAnswer<R extends z.ZodType> {
  /** When it is given. */
  summary: string;
  /** Its JSON body; absent when it has none. */
  schema?: R;
  /** Headers that it may have, and what they say. */
  headers?: Readonly<Record<string, string>>;
}

export interface RouteDefinition<
  A extends Access,
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
  F extends z.ZodType,
> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Express path, `/api/orders/:id`. */
  path: string;
  access: A;
  summary: string;
  description?: string;
  tag: string;
  params?: P;
  query?: Q;
  body?: B;
  /** The JSON body of a success; absent for files and empty answers. */
  response?: R;
  /** The usual status of success; 200 when absent. */
  status?: number;
  /** Other answers than JSON, for the documentation: media types of a success. */
  produces?: readonly string[];
  /** Further answers by their status: 202 when the work goes on in the background. */
  alsoAnswers?: Readonly<Record<number, FurtherAnswer<F>>>;
  /** Request headers that change the answer, and how; for the documentation. */
  heeds?: Readonly<Record<string, string>>;
  /** Takes an `Idempotency-Key`; the service must return the JSON body from its transaction. */
  idempotent?: boolean;
  /** Takes `If-Match` with the resource's version. */
  versioned?: boolean;
  /** Answers with people's data, which no cache may keep. Files are always taken for such. */
  personal?: boolean;
  /** Authenticates by cookie: requests from other sites are refused. */
  usesCookie?: boolean;
  /** Of a public route: tells who asks, to whom it may show more. A token that is not known is refused. */
  identifies?: boolean;
  /** Also for who holds the permission at certain places alone: the handler asks `may` with the place. */
  scoped?: boolean;
  /** May be called while the password is a temporary one. */
  allowedWithTemporaryPassword?: boolean;
  /** Which budget of requests it draws on; `standard` when absent. */
  rateLimit?: 'standard' | 'login' | 'create' | 'search' | 'none';
  /**
   * Counts also by address and by what this makes of the body as it came, such as the identifier of a login. It is kept
   * in Redis, so it must hold no secret.
   */
  rateLimitKey?: (body: unknown) => string;
  /** Largest body in bytes; absent 100 kB, and 8 kB where anybody may call. Without `body` none is taken. */
  bodyLimit?: number;
  /** The body is a file of this kind, as it is or in a form, which `receiveUpload` reads from `raw`. */
  takesFile?: FileKind;
  /** The body is a form of a page instead of JSON; each of its fields is a text. */
  takesForm?: boolean;
  /** Takes whatever small body comes, such as the form of a mail program, and reads nothing of it. */
  ignoresBody?: boolean;
  /** Problem codes that it may answer besides the general ones. */
  problems?: readonly string[];
  handler: (
    request: RouteRequest<A, z.output<P>, z.output<Q>, z.output<B>>,
  ) => Promise<Reply<z.input<R> | z.input<F>>>;
}

/** A route whose types have been checked and forgotten, as the app mounts it. */
export interface Route extends Omit<
  RouteDefinition<Access, z.ZodType, z.ZodType, z.ZodType, z.ZodType, z.ZodType>,
  'handler'
> {
  handler: (
    request: Omit<RouteRequest<Access, never, never, never>, 'actor'> & { actor: TokenHolder | null },
  ) => Promise<Reply<unknown>>;
}

/** Declares one endpoint: path, who may call it, schemas, documentation and handler in one place. */
export function route<
  A extends Access,
  P extends z.ZodType = z.ZodType<Record<string, never>>,
  Q extends z.ZodType = z.ZodType<Record<string, never>>,
  B extends z.ZodType = z.ZodType<undefined>,
  R extends z.ZodType = z.ZodType,
  F extends z.ZodType = z.ZodNever,
>(definition: RouteDefinition<A, P, Q, B, R, F>): Route {
  const { handler, ...rest } = definition;
  return {
    ...rest,
    handler: (request) => {
      const { actor } = request;
      if (!actorFits(definition.access, actor))
        throw new Error(`${definition.path} was called without an actor`);
      return handler({ ...request, actor });
    },
  };
}

/** Whether this is somebody whom such a route is for; what they may is not asked here. */
export function actorFits<A extends Access>(
  access: A,
  actor: TokenHolder | null,
): actor is ActorOf<A> & (TokenHolder | null) {
  if (access === 'public') return true;
  if (!actor) return false;
  if (access === 'signed-in') return isLoggedIn(actor);
  if (access === 'display') return actor.kind === 'display';
  if (typeof access !== 'object') return actor.kind === 'user';
  return 'device' in access ? actor.kind === 'device' : actor.kind === 'user' || actor.kind === 'display';
}
