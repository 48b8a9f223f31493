export {
  defineDomain,
  type Domain,
  type RealtimeDependencies,
  type RouteDependencies,
  type TokenDependencies,
  type Work,
  type WorkDependencies,
} from './define-domain.ts';
export { composeDomains, openRoutes, openWork, type System } from './compose-domains.ts';
export { DomainConflict } from './domain-conflict.ts';
export { openRealtime, openTokens } from './open-realtime.ts';
