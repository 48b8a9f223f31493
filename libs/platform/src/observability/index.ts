export { createLogger, type LogLevel, type Logger } from './logger.ts';
export { createAvailability, reasonOf, type Availability } from './availability.ts';
export { redactJson } from './redact-line.ts';
export { redactUrl } from './redact-url.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export { runChecks, type Check, type CheckReport, type CheckResult } from './run-checks.ts';
export { startOpsServer, type OpsServer } from './ops-server.ts';
export { createProgress, type Progress } from './progress.ts';
