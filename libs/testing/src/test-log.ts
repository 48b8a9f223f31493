import { createLogger, type Logger } from '@antrean/platform/observability';

/** Says nothing unless TEST_LOG is set, so that a test's output is its result. */
export const testLog: Logger = createLogger({
  service: 'test',
  level: process.env['TEST_LOG'] ? 'debug' : 'silent',
  pretty: false,
});
