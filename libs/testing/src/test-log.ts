import { createLogger, type Logger } from '@antrean/platform/observability';

/** Says nothing unless LOG_LEVEL asks for it, so that a test's output is its result. */
export const testLog: Logger = createLogger({
  service: 'test',
  level: process.env['TEST_LOG_LEVEL'] ?? 'silent',
  pretty: false,
});
