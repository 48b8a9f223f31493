import type { Ability, Permission, RoleDefaults, TokenVerifier } from '../auth/index.ts';
import type { AddressBlocks, FloodWatch } from '../blocking/index.ts';
import type { Breakers } from '../breaker/index.ts';
import type { Config, Settings } from '../config/index.ts';
import type { RequestHandler } from 'express';
import type { EntitySchema } from '@mikro-orm/postgresql';
import type { Database } from '../database/index.ts';
import type { ServiceDirectory } from '../discovery/index.ts';
import type { Route } from '../http/index.ts';
import type { ReadCache } from '../redis/index.ts';
import type { Mailer } from '../mail/index.ts';
import type { AnyMessage, AnySocketRequest, MessageRegistry } from '../messages/index.ts';
import type { AnyNotification } from '../notifications/index.ts';
import type { Logger, Metrics } from '../observability/index.ts';
import type { FailPoints } from '../outbox/index.ts';
import type { EventConsumer, JobHandler, Schedule } from '../queue/index.ts';
import type { Realtime, Serving } from '../realtime/index.ts';
import type { Report, Words } from '../report/index.ts';
import type { Retention } from '../retention/index.ts';
import type { Signer } from '../signing/index.ts';
import type { FileStorage } from '../files/index.ts';
import type { SmsSender } from '../sms/index.ts';
import type { AnyLifecycle } from '../state-machine/index.ts';
import type { CountSockets, Signals } from '../realtime/index.ts';
import type { UnitOfWork } from '../transaction/index.ts';
import type { OpenPersonalData, PersonalDataSource } from './personal-data.ts';
import type { OpenTraceSources, TraceSource } from './trace-source.ts';
import type { OpenSearchSources, SearchSource } from './search-source.ts';

/** What the api lends to the routes of a domain. */
export interface RouteDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly database: Database;
  /** For downloads of reports. */
  readonly exports: Database;
  readonly config: Config;
  readonly storage: FileStorage;
  readonly signer: Signer;
  readonly signals: Signals;
  readonly countSockets: CountSockets;
  /** For reads whose answer many ask for, and which is the same for all of them. */
  readonly cache: ReadCache;
  /** Which processes there are. */
  readonly services: Pick<ServiceDirectory, 'read'>;
  readonly breakers: Breakers;
  readonly blocks: AddressBlocks;
  readonly metrics: Metrics;
  /** The reports of all domains. */
  readonly reports: readonly Report[];
  /** The notifications of all domains. */
  readonly notifications: readonly AnyNotification[];
  /** What all domains keep about people. */
  readonly personalData: OpenPersonalData;
  /** What can be followed through the system. */
  readonly traceSources: OpenTraceSources;
  /** What can be looked for. */
  readonly searchSources: OpenSearchSources;
}

/** What the worker lends to the background work of a domain. */
export interface WorkDependencies {
  readonly database: Database;
  /** For the rows of reports. */
  readonly exports: Database;
  readonly config: Config;
  readonly mailer: Mailer;
  readonly sms: SmsSender;
  readonly storage: FileStorage;
  readonly signer: Signer;
  readonly signals: Signals;
  readonly registry: MessageRegistry;
  readonly failPoint: FailPoints;
  readonly reports: readonly Report[];
  /** The notifications of all domains. */
  readonly notifications: readonly AnyNotification[];
  /** What all domains keep about people. */
  readonly personalData: OpenPersonalData;
}

/** What the realtime process lends to what a domain brings to sockets. */
export interface RealtimeDependencies {
  readonly database: Database;
  readonly config: Config;
  readonly blocks: AddressBlocks;
}

/** What whoever verifies tokens needs. */
export interface TokenDependencies {
  readonly database: Database;
  readonly config: Pick<Config, 'jwt'>;
  readonly log: Logger;
}

/** What the api lends to what a domain does while it serves. */
export interface ServingDependencies {
  readonly database: Database;
  readonly unitOfWork: UnitOfWork;
  readonly blocks: AddressBlocks;
  readonly floods: FloodWatch;
  readonly log: Logger;
}

/** What a domain does in the background. */
export interface Work {
  readonly handlers: readonly JobHandler[];
  readonly consumers: readonly EventConsumer[];
  readonly schedules: readonly Schedule[];
}

/** A door: loaded only by the process that needs it, with `() => import('./http.ts')`. */
type Door<Dependencies, Result> = () => Promise<(dependencies: Dependencies) => Result>;

interface DomainFacts {
  /** The folder's name. */
  readonly name: string;
  readonly entities?: readonly EntitySchema[];
  /** The events and jobs that it declares. */
  readonly messages?: readonly AnyMessage[];
  /** What it has people told. */
  readonly notifications?: readonly AnyNotification[];
  /** What people call each action of which its events have the auditor write. */
  readonly actionWords?: Words;
  /** Knows a kind of tokens, by REST and on sockets. */
  readonly tokens?: (dependencies: TokenDependencies) => TokenVerifier;
  /** What clients may ask on sockets; the door `realtime` answers them. */
  readonly requests?: readonly AnySocketRequest[];
  /** As `definePermissions` made them. */
  readonly permissions?: Readonly<Record<string, Permission>>;
  /** What its devices may do, as `defineAbilities` made them. */
  readonly abilities?: Readonly<Record<string, Ability>>;
  /** What roles may do with it; of reports, when they are known. */
  readonly roleDefaults?: RoleDefaults | ((reports: readonly Report[]) => RoleDefaults);
  /**
   * What built-in roles may read and are not told of on sockets, as the seeds have it. Roles that administrators make are
   * told of all that they may read.
   */
  readonly muted?: RoleDefaults;
  /** What `defineProblems` made. */
  readonly problems?: readonly { readonly codes: readonly string[] }[];
  /** How long its tables keep their rows. */
  readonly retention?: readonly Retention[];
  /** How its things go from state to state, as `defineLifecycle` made them. */
  readonly lifecycles?: readonly AnyLifecycle[];
  /** Of its tables, what others' SQL may read; it may name no table of another domain. */
  readonly views?: readonly string[];
  readonly reports?:
    readonly Report[] | ((messages: readonly AnyMessage[], actionWords: Words) => readonly Report[]);
  /** Called before the api serves a production system. @throws when the database holds what none may have */
  readonly assertProduction?: (database: Database) => Promise<void>;
  /** What it keeps about people; a door, `async () => (await import('./personal-data.ts')).petData`. */
  readonly personalData?: () => Promise<PersonalDataSource>;
  /** Its things whose way can be followed; a door, `async () => (await import('./trace.ts')).bookingTrace`. */
  readonly trace?: () => Promise<TraceSource>;
  /** Its things that can be looked for; a door, `async () => (await import('./search.ts')).petSearch`. */
  readonly search?: () => Promise<SearchSource>;
  /**
   * What it serves beside its routes: pages, which look themselves at who asks. A door as `http`,
   * `async () => (await import('./pages.ts')).notePages`.
   */
  readonly pages?: () => Promise<(dependencies: RouteDependencies) => readonly RequestHandler[]>;
  /** First rows of a development system; safe to repeat. */
  readonly seedDevelopment?: (database: Database, config: Config) => Promise<void>;
}

export interface Doors<S> {
  readonly settings: Settings<S>;
  readonly http?: Door<RouteDependencies & { readonly settings: S }, readonly Route[]>;
  readonly serving?: Door<ServingDependencies & { readonly settings: S }, Serving>;
  readonly worker?: Door<WorkDependencies & { readonly settings: S }, Work>;
  readonly realtime?: Door<RealtimeDependencies & { readonly settings: S }, Partial<Realtime>>;
}

interface DoorsWithoutSettings {
  readonly settings?: never;
  readonly http?: Door<RouteDependencies, readonly Route[]>;
  readonly serving?: Door<ServingDependencies, Serving>;
  readonly worker?: Door<WorkDependencies, Work>;
  readonly realtime?: Door<RealtimeDependencies, Partial<Realtime>>;
}

/** A domain as the processes hold it: everything that it brings, under the names that it may not share. */
export interface Domain extends DomainFacts {
  readonly settings: Settings | null;
  /** Its routes; its settings come from `variables`, or else from the environment. */
  openRoutes(dependencies: RouteDependencies, variables?: NodeJS.ProcessEnv): Promise<readonly Route[]>;
  /** What the api does of itself for it; null when that is nothing. */
  openServing(dependencies: ServingDependencies, variables?: NodeJS.ProcessEnv): Promise<Serving | null>;
  openWork(dependencies: WorkDependencies, variables?: NodeJS.ProcessEnv): Promise<Work>;
  openRealtime(dependencies: RealtimeDependencies, variables?: NodeJS.ProcessEnv): Promise<Partial<Realtime>>;
}

const NO_WORK: Work = { handlers: [], consumers: [], schedules: [] };

/**
 * Declares a domain: all that the processes must know of it, in one place. It is named once more, in the list of
 * `@antrean/domains`, and nowhere else.
 */
export function defineDomain<S = never>(definition: DomainFacts & (Doors<S> | DoorsWithoutSettings)): Domain {
  if (!definition.settings) {
    const { http, serving, worker, realtime, settings: _, ...facts } = definition;
    return {
      ...facts,
      settings: null,
      openRoutes: async (dependencies) => (http ? (await http())(dependencies) : []),
      openServing: async (dependencies) => (serving ? (await serving())(dependencies) : null),
      openWork: async (dependencies) => (worker ? (await worker())(dependencies) : NO_WORK),
      openRealtime: async (dependencies) => (realtime ? (await realtime())(dependencies) : {}),
    };
  }
  const { http, serving, worker, realtime, settings, ...facts } = definition;
  return {
    ...facts,
    settings,
    openRoutes: async (dependencies, variables) =>
      http ? (await http())({ ...dependencies, settings: settings.read(variables) }) : [],
    openServing: async (dependencies, variables) =>
      serving ? (await serving())({ ...dependencies, settings: settings.read(variables) }) : null,
    openWork: async (dependencies, variables) =>
      worker ? (await worker())({ ...dependencies, settings: settings.read(variables) }) : NO_WORK,
    openRealtime: async (dependencies, variables) =>
      realtime ? (await realtime())({ ...dependencies, settings: settings.read(variables) }) : {},
  };
}
