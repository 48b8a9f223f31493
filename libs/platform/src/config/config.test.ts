import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, DEVELOPMENT_SECRETS, loadConfig } from './index.ts';

const required = {
  DATABASE_URL: 'postgresql://antrean:a-good-one@db:5432/antrean',
  REDIS_URL: 'redis://cache:6379',
  SMTP_URL: 'smtp://mail:25',
};
const signingKey = generateKeyPairSync('ed25519')
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();
const production = {
  ...required,
  NODE_ENV: 'production',
  JWT_SECRET: 'a'.repeat(128),
  JWT_REFRESH_SECRET: 'b'.repeat(128),
  CORS_ORIGIN: 'https://app.example.org',
  SIGNING_PRIVATE_KEY: signingKey,
};

const problems = (variables: Record<string, string>): string[] => {
  try {
    loadConfig(variables);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ variable }) => variable);
    throw error;
  }
  return [];
};

describe('configuration', () => {
  it('S3-ENV-01 S3-ENV-02 S3-ENV-05 S3-ENV-07 S3-ENV-08 S3-ENV-09 has the documented defaults', () => {
    const config = loadConfig(required);
    expect(config.environment).toBe('development');
    expect(config.port).toBe(3000);
    expect(config.realtimePort).toBe(3001);
    expect(config.jwt.accessTtlMs).toBe(15 * 60_000);
    expect(config.jwt.refreshTtlMs).toBe(7 * 24 * 3_600_000);
    expect(config.corsOrigins).toEqual(['http://localhost:5173']);
  });

  it('S3-ENV-03 S3-ENV-04 S3-ENV-06 takes the database and both secrets from the environment', () => {
    const config = loadConfig(production);
    expect(config.databaseUrl).toBe(production.DATABASE_URL);
    expect(config.jwt.accessSecret).toBe(production.JWT_SECRET);
    expect(config.jwt.refreshSecret).toBe(production.JWT_REFRESH_SECRET);
  });

  it('S3-ENV-08 takes a comma-separated list of origins', () => {
    const config = loadConfig({
      ...required,
      CORS_ORIGIN: 'http://localhost:5173, https://app.example.org/',
    });
    expect(config.corsOrigins).toEqual(['http://localhost:5173', 'https://app.example.org']);
  });

  it('names every wrong variable at once', () => {
    expect(problems({ PORT: 'many', JWT_EXPIRES_IN: '15', BUSINESS_TZ: 'Jakarta' }).sort()).toEqual(
      ['BUSINESS_TZ', 'DATABASE_URL', 'JWT_EXPIRES_IN', 'PORT', 'REDIS_URL', 'SMTP_URL'].sort(),
    );
  });

  it('gives every instance that PM2 numbers an operators’ port of its own; one of any number stays so', () => {
    const portsOf = (variables: Record<string, string>, instance: number) => {
      const { apiPort, workerPort, realtimePort } = loadConfig({
        ...variables,
        NODE_APP_INSTANCE: String(instance),
      }).ops;
      return [apiPort, workerPort, realtimePort];
    };
    expect(portsOf(production, 0)).toEqual([9400, 9401, 9402]);
    expect(portsOf(production, 1)).toEqual([9410, 9411, 9412]);
    expect(portsOf({ ...production, OPS_PORT: '9500' }, 2)).toEqual([9520, 9421, 9422]);
    expect(portsOf(required, 1)).toEqual([0, 0, 0]);
  });

  it('S3-OPS-03 S3-AUTH-11 production refuses default, published, short and equal secrets', () => {
    expect(problems(production)).toEqual([]);
    expect(problems({ ...production, ...DEVELOPMENT_SECRETS })).toEqual(['JWT_SECRET', 'JWT_REFRESH_SECRET']);
    expect(problems({ ...production, JWT_SECRET: 'supersecretjwt-and-x' })).toEqual(['JWT_SECRET']);
    expect(problems({ ...production, JWT_REFRESH_SECRET: production.JWT_SECRET })).toEqual([
      'JWT_REFRESH_SECRET',
    ]);
    expect(problems({ ...required, NODE_ENV: 'production', CORS_ORIGIN: 'https://a.example' })).toEqual([
      'JWT_SECRET',
      'JWT_REFRESH_SECRET',
      'SIGNING_PRIVATE_KEY',
    ]);
  });

  it('S3-OPS-08 S4-SEC-01 production refuses * origins; development takes them', () => {
    expect(problems({ ...production, CORS_ORIGIN: '*' })).toEqual(['CORS_ORIGIN']);
    expect(loadConfig({ ...required, CORS_ORIGIN: '*' }).corsOrigins).toBe('*');
  });

  it('S3-OPS-06 production refuses a default database password', () => {
    expect(
      problems({
        ...production,
        DATABASE_URL: 'postgresql://postgres:123456789@localhost:5432/bebang_pack_meal',
      }),
    ).toEqual(['DATABASE_URL']);
  });

  it('takes a signing key with real or written line ends, and refuses what is no Ed25519 key', () => {
    expect(loadConfig(production).signingPrivateKey).toBe(signingKey);
    const joined = signingKey.replaceAll('\n', '\\n');
    expect(loadConfig({ ...required, SIGNING_PRIVATE_KEY: joined }).signingPrivateKey).toBe(signingKey);
    expect(problems({ ...required, SIGNING_PRIVATE_KEY: 'nonsense' })).toEqual(['SIGNING_PRIVATE_KEY']);
  });

  it('never says a secret', () => {
    const secret = 'short-secret-xyz';
    try {
      loadConfig({ ...production, JWT_SECRET: secret });
      throw new Error('it was taken');
    } catch (error) {
      expect(String(error)).not.toContain(secret);
    }
  });

  it('fail points are for tests', () => {
    expect(problems({ ...production, FAIL_POINTS: 'relay.after-add' })).toEqual(['FAIL_POINTS']);
  });
});
