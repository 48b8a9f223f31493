/**
 * What answers requests: Express and all that hangs on it. Apart from the `http` door, through which domains declare their
 * routes: workers, tests and tools that only know a route need not load what serves it.
 */
export { createAnonymousBudget } from '../http/anonymous-budget.ts';
export { limitArrival, type ArrivalLimits } from '../http/arrival-limit.ts';
export { CONNECTION_CHECK_MS, capConnections } from '../http/connection-caps.ts';
export { createLoadShedding } from '../http/load-shedding.ts';
export { createHttpApp, RouteError, type HttpAppOptions } from '../http/app.ts';
export { openApiDocument } from '../http/openapi.ts';
export { createRateLimits, unlimited, type RateLimits } from '../http/rate-limit.ts';
export { docsPages } from '../http/docs-page.ts';
export { readOnly } from '../http/other-methods.ts';
export { consolePages } from '../http/console-pages.ts';
export { staticPages } from '../http/static-pages.ts';
export { createSocketProxy } from '../http/socket-proxy.ts';
