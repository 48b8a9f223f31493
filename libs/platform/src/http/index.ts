// What the platform adds to Express's requests and responses is known to whoever declares a route.
import './locals.ts';
export { addressKey } from './address-key.ts';
export type { Gatekeeping } from './refuse-blocked.ts';
export { route, type Route, type RouteRequest, type Access } from './route.ts';
export { ok, created, accepted, noContent, download, fileAnswers, type Reply } from './reply.ts';
export { growingPage, growingQuery, page, pageQuery, toPage, type GrowingPage, type Page } from './page.ts';
export { assertVersion, type VersionCondition } from './version.ts';
export { securityHeaders } from './security-headers.ts';
export { businessDate, id, idParameter, identifier, instant, line, note, typedPassword } from './schema.ts';
export { parseCookie } from 'cookie';
export { refuseCrossSite } from './cross-site.ts';
export { readerLanguage } from './reader-language.ts';
export {
  Problem,
  problem,
  statusConflict,
  defineProblems,
  invalidField,
  toDocument,
  type ProblemKind,
  type Language,
  type Localised,
} from '../problem/index.ts';
