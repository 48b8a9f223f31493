export { route, type Route, type RouteRequest, type Access } from './route.ts';
export { ok, created, accepted, noContent, download, fileAnswers, type Reply } from './reply.ts';
export { createAnonymousBudget } from './anonymous-budget.ts';
export { limitArrival, type ArrivalLimits } from './arrival-limit.ts';
export { createHttpApp, RouteError, type HttpAppOptions } from './app.ts';
export { growingPage, growingQuery, page, pageQuery, toPage, type GrowingPage, type Page } from './page.ts';
export { assertVersion, type VersionCondition } from './version.ts';
export { businessDate, id, idParameter, identifier, instant, line, note, typedPassword } from './schema.ts';
export { openApiDocument } from './openapi.ts';
export { addressKey, createRateLimits, unlimited, type RateLimits } from './rate-limit.ts';
export { securityHeaders } from './security-headers.ts';
export { docsPages } from './docs-page.ts';
export { readOnly } from './other-methods.ts';
export { consolePages } from './console-pages.ts';
export { staticPages } from './static-pages.ts';
export { createSocketProxy } from './socket-proxy.ts';
export {
  Problem,
  problem,
  statusConflict,
  defineProblems,
  invalidField,
  type ProblemKind,
  type Language,
  type Localised,
} from '../problem/index.ts';
