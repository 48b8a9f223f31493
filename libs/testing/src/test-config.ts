import { loadConfig, type Config } from '@antrean/platform/config';

/** A complete configuration for tests; `variables` override single ones as the environment would. */
export function testConfig(variables: Record<string, string> = {}): Config {
  return loadConfig({
    NODE_ENV: 'test',
    DATABASE_URL: 'postgresql://unused@127.0.0.1:1/unused',
    REDIS_URL: 'redis://127.0.0.1:1',
    SMTP_URL: 'smtp://127.0.0.1:1',
    PORT: '0',
    WS_PORT: '0',
    OPS_PORT: '0',
    WORKER_OPS_PORT: '0',
    REALTIME_OPS_PORT: '0',
    RATE_LIMIT: 'off',
    ...variables,
  });
}
