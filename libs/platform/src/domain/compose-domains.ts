import type { RequestHandler } from 'express';
import type { EntitySchema } from '@mikro-orm/postgresql';
import { mergeRoleDefaults, type RoleDefaults } from '../auth/index.ts';
import type { Settings } from '../config/index.ts';
import { fileMessages, fileWorker } from '../files/index.ts';
import type { Access, Route } from '../http/index.ts';
import { auditActionsOf, type AnyMessage, type AnySocketRequest } from '../messages/index.ts';
import { NOTIFICATION_LANGUAGES, type AnyNotification } from '../notifications/index.ts';
import { problem } from '../problem/index.ts';
import type { Report, Words } from '../report/index.ts';
import { platformRetention, type Retention } from '../retention/index.ts';
import { unknownStates } from '../state-machine/index.ts';
import type { Domain, RouteDependencies, Work, WorkDependencies } from './define-domain.ts';
import { refuse, twice } from './domain-conflict.ts';
import { pathConflicts } from './path-conflict.ts';
import type { OpenPersonalData } from './personal-data.ts';
import type { OpenTraceSources } from './trace-source.ts';
import type { OpenSearchSources } from './search-source.ts';

/** What all domains bring together. */
export interface System {
  readonly domains: readonly Domain[];
  readonly entities: readonly EntitySchema[];
  /** Everything that may travel. */
  readonly messages: readonly AnyMessage[];
  /** What clients may ask on sockets. */
  readonly requests: readonly AnySocketRequest[];
  readonly reports: readonly Report[];
  readonly notifications: readonly AnyNotification[];
  readonly roleDefaults: RoleDefaults;
  /** What roles may read and are not told of on sockets. */
  readonly muted: RoleDefaults;
  readonly permissions: readonly string[];
  /** What devices may do. */
  readonly abilities: readonly string[];
  /** How long every table keeps its rows. */
  readonly retention: readonly Retention[];
  readonly settings: readonly Settings[];
  /** What they keep about people. @throws {DomainConflict} when two sources have the same name */
  readonly personalData: OpenPersonalData;
  /** Their things whose way can be followed. @throws {DomainConflict} when two are of the same kind */
  readonly traceSources: OpenTraceSources;
  /** Their things that can be looked for. @throws {DomainConflict} when two are of the same kind */
  readonly searchSources: OpenSearchSources;
}

/**
 * Puts the domains together.
 * @throws {DomainConflict} naming both owners of each name that exists twice, and what is named but nowhere declared
 */
export function composeDomains(domains: readonly Domain[]): System {
  const messages = [
    ...fileMessages,
    ...domains.flatMap((domain) =>
      (domain.messages ?? []).map((message): AnyMessage => inStreamOf(domain, message)),
    ),
  ];
  const actionWords: Words = Object.fromEntries(
    domains.flatMap((domain) => Object.entries(domain.actionWords ?? {})),
  );
  const reportsOf = ({ reports = [] }: Domain): readonly Report[] =>
    typeof reports === 'function' ? reports(messages, actionWords) : reports;
  const reports = domains.flatMap(reportsOf);
  const defaultsOf = ({ roleDefaults = {} }: Domain): RoleDefaults =>
    typeof roleDefaults === 'function' ? roleDefaults(reports) : roleDefaults;
  // A report declares the permission that it asks for, unless it is one of its domain's.
  const permissionsOf = (domain: Domain): readonly string[] => [
    ...new Set<string>([
      ...Object.values(domain.permissions ?? {}),
      ...reportsOf(domain).map(({ permission }) => permission),
    ]),
  ];
  const abilitiesOf = ({ abilities = {} }: Domain): readonly string[] => Object.values(abilities);
  const retentionOf = ({ retention = [] }: Domain): readonly string[] => retention.map(({ table }) => table);

  const declared = new Set<string>(domains.flatMap(permissionsOf));
  const undeclared = domains.flatMap((domain) => [
    ...auditActionsOf(domain.messages ?? [])
      .filter((action) => !domain.actionWords?.[action])
      .map((action) => `"${domain.name}" has no words for action "${action}"`),
    ...(domain.lifecycles ?? []).flatMap(({ column, abilities }) => [
      ...(retentionOf(domain).includes(column.split('.')[0] ?? '')
        ? []
        : [`"${domain.name}" has a lifecycle of ${column}, which is not its own`]),
      ...abilities
        .filter((ability) => !(ability in (domain.permissions ?? {})))
        .map(
          (ability) =>
            `the lifecycle of ${column} asks for "${ability}", which is no permission of "${domain.name}"`,
        ),
    ]),
    ...(domain.notifications ?? []).flatMap(({ name, languages }) =>
      NOTIFICATION_LANGUAGES.filter((language) => !languages.includes(language)).map(
        (language) => `"${domain.name}" has no text in "${language}" for notification "${name}"`,
      ),
    ),
    ...[...Object.values(defaultsOf(domain)), ...Object.values(domain.muted ?? {})]
      .flatMap((held) => held ?? [])
      .filter((permission) => !declared.has(permission))
      .map((permission) => `"${domain.name}" gives permission "${permission}", which no domain declares`),
    ...(domain.requests ?? [])
      .filter(({ permission }) => permission !== undefined && !declared.has(permission))
      .map(
        ({ name, permission }) =>
          `socket request "${name}" of "${domain.name}" asks for permission "${permission}", which nobody declares`,
      ),
  ]);
  refuse([
    ...twice('domain', domains, ({ name }) => [name]),
    ...twice('permission', domains, (domain) => [...permissionsOf(domain), ...abilitiesOf(domain)]),
    ...twice(
      'problem',
      domains,
      ({ problems = [] }) => problems.flatMap(({ codes }) => codes),
      problem.codes,
    ),
    ...twice(
      'event or job',
      domains,
      (domain) => (domain.messages ?? []).map(({ name }) => name),
      fileMessages.map(({ name }) => name),
    ),
    ...twice('socket request', domains, ({ requests = [] }) => requests.map(({ name }) => name)),
    ...twice('report', domains, (domain) => reportsOf(domain).map(({ name }) => name)),
    ...twice('notification', domains, (domain) => (domain.notifications ?? []).map(({ name }) => name)),
    ...twice('setting', domains, ({ settings }) => settings?.variables ?? []),
    ...twice(
      'table or view',
      domains,
      (domain) => [...retentionOf(domain), ...(domain.views ?? [])],
      platformRetention.map(({ table }) => table),
    ),
    ...undeclared,
  ]);
  return {
    domains,
    entities: domains.flatMap(({ entities = [] }) => entities),
    messages,
    requests: domains.flatMap(({ requests = [] }) => requests),
    reports,
    notifications: domains.flatMap((domain) => domain.notifications ?? []),
    permissions: [...declared],
    abilities: domains.flatMap(abilitiesOf),
    roleDefaults: mergeRoleDefaults(...domains.map(defaultsOf)),
    muted: mergeRoleDefaults(...domains.map(({ muted = {} }) => muted)),
    retention: [...platformRetention, ...domains.flatMap(({ retention = [] }) => retention)],
    settings: domains.flatMap(({ settings }) => settings ?? []),
    personalData: () => openPersonalData(domains),
    traceSources: () => openTraceSources(domains),
    searchSources: () => openSearchSources(domains),
  };
}

async function openPersonalData(domains: readonly Domain[]): ReturnType<OpenPersonalData> {
  const owned = await Promise.all(
    domains.map(async ({ name, personalData }) => ({
      name,
      sources: personalData ? [await personalData()] : [],
    })),
  );
  refuse(twice('personal data', owned, ({ sources }) => sources.map((source) => source.name)));
  return owned.flatMap(({ sources }) => sources);
}

async function openTraceSources(domains: readonly Domain[]): ReturnType<OpenTraceSources> {
  const owned = await Promise.all(
    domains.map(async ({ name, trace }) => ({ name, sources: trace ? [await trace()] : [] })),
  );
  refuse(twice('kind of trace', owned, ({ sources }) => sources.map(({ kind }) => kind)));
  return owned.flatMap(({ sources }) => sources);
}

async function openSearchSources(domains: readonly Domain[]): ReturnType<OpenSearchSources> {
  const owned = await Promise.all(
    domains.map(async ({ name, search }) => ({ name, sources: search ? [await search()] : [] })),
  );
  refuse(twice('kind of search', owned, ({ sources }) => sources.map(({ kind }) => kind)));
  return owned.flatMap(({ sources }) => sources);
}

/** What the list of domains itself lends to them. */
type Lent = 'reports' | 'notifications' | 'personalData' | 'traceSources' | 'searchSources';

/**
 * Every endpoint of every domain.
 * @throws {DomainConflict} for a path that exists twice or that an earlier one hides, and for problem codes and
 *   permissions that a route names and nobody declares
 */
export async function openRoutes(
  {
    domains,
    reports,
    notifications,
    permissions,
    abilities,
    personalData,
    traceSources,
    searchSources,
  }: System,
  dependencies: Omit<RouteDependencies, Lent>,
  variables?: NodeJS.ProcessEnv,
): Promise<Route[]> {
  const owned = await Promise.all(
    domains.map(async (domain) => {
      const lent = { ...dependencies, reports, notifications, personalData, traceSources, searchSources };
      return (await domain.openRoutes(lent, variables)).map((route) => ({ owner: domain.name, route }));
    }),
  ).then((lists) => lists.flat());
  refuse(await unknownStates(dependencies.database, lifecyclesOf(domains)));
  const codes = new Set([
    ...problem.codes,
    ...domains.flatMap(({ problems = [] }) => problems.flatMap((declared) => declared.codes)),
  ]);
  const isDeclared = (access: Access): boolean =>
    typeof access === 'object' && 'device' in access
      ? devices.has(access.device)
      : accesses.has(typeof access === 'object' ? access.displayed : access);
  const accesses = new Set<string>(['public', 'signed-in', 'user', 'display', ...permissions]);
  const devices = new Set(abilities);
  refuse([
    ...pathConflicts(owned),
    ...owned.flatMap(({ owner, route: { method, path, access, problems = [] } }) => [
      ...problems
        .filter((code) => !codes.has(code))
        .map((code) => `${method} ${path} of "${owner}" answers problem "${code}", which nobody declares`),
      ...(isDeclared(access)
        ? []
        : [
            `${method} ${path} of "${owner}" asks for ` +
              (typeof access === 'object' && 'device' in access
                ? `ability "${access.device}"`
                : `permission "${typeof access === 'object' ? access.displayed : access}"`) +
              ', which nobody declares',
          ]),
    ]),
  ]);
  return owned.map(({ route }) => route);
}

/** What all domains serve beside their routes. */
export async function openPages(
  { domains, reports, notifications, personalData, traceSources, searchSources }: System,
  dependencies: Omit<RouteDependencies, Lent>,
): Promise<RequestHandler[]> {
  const lent = { ...dependencies, reports, notifications, personalData, traceSources, searchSources };
  const opened = await Promise.all(domains.map(async ({ pages }) => (pages ? (await pages())(lent) : [])));
  return opened.flat();
}

/** All background work of the platform and of all domains. */
export async function openWork(
  { domains, reports, notifications, personalData }: System,
  dependencies: Omit<WorkDependencies, 'reports' | 'notifications' | 'personalData'>,
  variables?: NodeJS.ProcessEnv,
): Promise<Work> {
  refuse(await unknownStates(dependencies.database, lifecyclesOf(domains)));
  // Two that would write into one folder are found at the start, and not when somebody asks for what is theirs.
  await personalData();
  const all = [
    fileWorker(dependencies),
    ...(await Promise.all(
      domains.map((domain) =>
        domain.openWork({ ...dependencies, reports, notifications, personalData }, variables),
      ),
    )),
  ];
  return {
    handlers: all.flatMap(({ handlers }) => handlers),
    consumers: all.flatMap(({ consumers }) => consumers),
    schedules: all.flatMap(({ schedules }) => schedules),
  };
}

const lifecyclesOf = (domains: readonly Domain[]) => domains.flatMap(({ lifecycles = [] }) => lifecycles);

/** An event belongs to the stream of its domain, unless it names one of its own. */
const inStreamOf = ({ name }: Domain, message: AnyMessage): AnyMessage =>
  message.kind === 'event' ? { stream: name, ...message } : message;
