export {
  defineDomain,
  type Domain,
  type RouteDependencies,
  type Work,
  type WorkDependencies,
} from './define-domain.ts';
export { composeDomains, DomainConflict, openRoutes, openWork, type System } from './compose-domains.ts';
