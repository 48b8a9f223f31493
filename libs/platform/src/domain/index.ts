export {
  defineDomain,
  type Domain,
  type RealtimeDependencies,
  type RouteDependencies,
  type ServingDependencies,
  type TokenDependencies,
  type Work,
  type WorkDependencies,
} from './define-domain.ts';
export { composeDomains, openPages, openRoutes, openWork, type System } from './compose-domains.ts';
export { DomainConflict } from './domain-conflict.ts';
export { startServing, takeTurns } from './serve.ts';
export { openRealtime, openTokens } from './open-realtime.ts';
export type { OpenPersonalData, PersonalDataSource, PersonalFile, PersonalRow } from './personal-data.ts';
export { personalRows } from './personal-rows.ts';
export {
  idOfKey,
  MOST_TRACED,
  type OpenTraceSources,
  type TracedFile,
  type TracedThing,
  type TraceSource,
} from './trace-source.ts';
export {
  wantedBy,
  type FoundThing,
  type OpenSearchSources,
  type SearchSource,
  type Wanted,
} from './search-source.ts';
