import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, DEVELOPMENT_SECRETS, loadConfig } from './index.ts';

const required = {
  NODE_ENV: 'development',
  DATABASE_URL: 'postgresql://antrean:a-good-one@db:5432/antrean',
  REDIS_URL: 'redis://cache:6379',
  SMTP_URL: 'smtp://mail:25',
};
const signingKey = generateKeyPairSync('ed25519')
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();
const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
const production = {
  NODE_ENV: 'production',
  DATABASE_URL: `postgresql://app:${hex(24)}@127.0.0.1:5432/antrean`,
  REDIS_URL: 'redis://127.0.0.1:6379',
  SMTP_URL: 'smtps://mail.example.org:465',
  JWT_SECRET: hex(64),
  JWT_REFRESH_SECRET: hex(64),
  CORS_ORIGIN: 'https://app.example.org',
  PUBLIC_URL: 'https://antrean.example.org',
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
      ['BUSINESS_TZ', 'DATABASE_URL', 'JWT_EXPIRES_IN', 'NODE_ENV', 'PORT', 'REDIS_URL', 'SMTP_URL'].sort(),
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

  it('S3-OPS-08 S4-SEC-01 development takes * as origin', () => {
    expect(loadConfig({ ...required, CORS_ORIGIN: '*' }).corsOrigins).toBe('*');
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
});

describe('production starts only when it is safe', () => {
  const database = (rest: string): string => `postgresql://app:${hex(24)}@${rest}`;
  const good: [string, Record<string, string>][] = [
    ['as the guide sets it up', {}],
    [
      'PostgreSQL over a socket, which needs no password',
      { DATABASE_URL: 'postgresql:///antrean?host=/run/pg' },
    ],
    [
      'PostgreSQL over a network with TLS',
      { DATABASE_URL: database('db.example.org/a?sslmode=verify-full') },
    ],
    ['Redis over a network with TLS', { REDIS_URL: 'rediss://:pass@redis.example.org:6380' }],
    ['SMTP with STARTTLS required', { SMTP_URL: 'smtp://mail.example.org:587?requireTLS=true' }],
    ['a mail server on this machine', { SMTP_URL: 'smtp://localhost:25' }],
    ['several origins', { CORS_ORIGIN: 'https://a.example.org, https://b.example.org/' }],
    ['an origin on this machine', { CORS_ORIGIN: 'http://localhost:5173' }],
    [
      'services on a network that nobody else can listen on',
      {
        PRIVATE_NETWORK: 'on',
        DATABASE_URL: database('postgres:5432/antrean'),
        REDIS_URL: 'redis://valkey:6379',
        SMTP_URL: 'smtp://mail:1025',
      },
    ],
  ];
  const bad: [string, Record<string, string>, string[]][] = [
    ['no secrets', { JWT_SECRET: '', JWT_REFRESH_SECRET: '' }, ['JWT_SECRET', 'JWT_REFRESH_SECRET']],
    ['the development secrets', { ...DEVELOPMENT_SECRETS }, ['JWT_SECRET', 'JWT_REFRESH_SECRET']],
    ["a seed's secret", { JWT_SECRET: 'supersecretjwt-and-x' }, ['JWT_SECRET']],
    ['a secret of 31 characters', { JWT_SECRET: hex(16).slice(1) }, ['JWT_SECRET']],
    ['one character again and again', { JWT_SECRET: 'a'.repeat(128) }, ['JWT_SECRET']],
    [
      'the alphabet again and again',
      { JWT_REFRESH_SECRET: 'abcdefghijklm'.repeat(9) },
      ['JWT_REFRESH_SECRET'],
    ],
    ['a secret that says so', { JWT_SECRET: `my-production-key-${hex(8)}` }, ['JWT_SECRET']],
    ['one secret for both', { JWT_REFRESH_SECRET: production.JWT_SECRET }, ['JWT_REFRESH_SECRET']],
    ['no signing key', { SIGNING_PRIVATE_KEY: '' }, ['SIGNING_PRIVATE_KEY']],
    ['no origin', { CORS_ORIGIN: '' }, ['CORS_ORIGIN']],
    ['any origin', { CORS_ORIGIN: '*' }, ['CORS_ORIGIN']],
    ['any origin among others', { CORS_ORIGIN: 'https://a.example.org,*' }, ['CORS_ORIGIN']],
    ['an origin without TLS', { CORS_ORIGIN: 'http://app.example.org' }, ['CORS_ORIGIN']],
    ['an origin with a path', { CORS_ORIGIN: 'https://app.example.org/app' }, ['CORS_ORIGIN']],
    ['an origin that is a host', { CORS_ORIGIN: 'app.example.org' }, ['CORS_ORIGIN']],
    ['no public URL', { PUBLIC_URL: '' }, ['PUBLIC_URL']],
    ['a public URL without TLS', { PUBLIC_URL: 'http://antrean.example.org' }, ['PUBLIC_URL']],
    ['no rate limits', { RATE_LIMIT: 'off' }, ['RATE_LIMIT']],
    ['access tokens of seconds', { JWT_EXPIRES_IN: '30s' }, ['JWT_EXPIRES_IN']],
    ['access tokens of days', { JWT_EXPIRES_IN: '2d' }, ['JWT_EXPIRES_IN']],
    ['sessions of minutes', { JWT_REFRESH_EXPIRES_IN: '30m' }, ['JWT_REFRESH_EXPIRES_IN']],
    ['sessions of years', { JWT_REFRESH_EXPIRES_IN: '1000d' }, ['JWT_REFRESH_EXPIRES_IN']],
    ['fail points', { FAIL_POINTS: 'relay.after-add' }, ['FAIL_POINTS']],
    ...[
      'postgres:123456789@localhost',
      'postgres:postgres@localhost',
      'app:password-1234567@localhost',
      'app:short@localhost',
      'app:aaaaaaaaaaaaaaaa@localhost',
      'clerk-one:clerk-one-clerk@localhost',
      'app@localhost',
    ].map((who): [string, Record<string, string>, string[]] => [
      `the database login ${who}`,
      { DATABASE_URL: `postgresql://${who}:5432/antrean` },
      ['DATABASE_URL'],
    ]),
    ['PostgreSQL over a network without TLS', { DATABASE_URL: database('db/antrean') }, ['DATABASE_URL']],
    [
      'PostgreSQL over a network with TLS if it likes',
      { DATABASE_URL: database('db/antrean?sslmode=prefer') },
      ['DATABASE_URL'],
    ],
    [
      'a weak login of the owner',
      { DATABASE_OWNER_URL: 'postgresql://antrean@localhost/a' },
      ['DATABASE_OWNER_URL'],
    ],
    ['Redis over a network without TLS', { REDIS_URL: 'redis://:pass@cache:6379' }, ['REDIS_URL']],
    ['another Redis likewise', { REDIS_CACHE_URL: 'redis://10.0.0.7:6379' }, ['REDIS_CACHE_URL']],
    ['SMTP over a network without TLS', { SMTP_URL: 'smtp://mail.example.org:25' }, ['SMTP_URL']],
    [
      'files over a network without TLS',
      { FILES_S3_ENDPOINT: 'http://s3.example.org/' },
      ['FILES_S3_ENDPOINT'],
    ],
    ['files in a bucket that has no name', { FILES_DRIVER: 's3' }, ['FILES_S3_BUCKET']],
    ['half of a key for files', { FILES_S3_ACCESS_KEY_ID: 'x' }, ['FILES_S3_SECRET_ACCESS_KEY']],
    ['SMS over a network without TLS', { SMS_URL: 'http://sms.example.org/', SMS_TOKEN: 'x' }, ['SMS_URL']],
    ['SMS without a token', { SMS_URL: 'https://sms.example.org/' }, ['SMS_TOKEN']],
    ['SMS with a login in the URL', { SMS_URL: 'https://a:b@sms.example.org/', SMS_TOKEN: 'x' }, ['SMS_URL']],
    [
      'a host that only begins like this machine',
      { REDIS_URL: 'redis://127.0.0.1.example.org' },
      ['REDIS_URL'],
    ],
    ['a placeholder', { PUBLIC_URL: 'https://CHANGE_ME.example.com' }, ['PUBLIC_URL']],
    [
      'several mistakes, all named',
      { RATE_LIMIT: 'off', CORS_ORIGIN: '*', PUBLIC_URL: '' },
      ['CORS_ORIGIN', 'PUBLIC_URL', 'RATE_LIMIT'],
    ],
  ];

  it.each(good)('S3-OPS-03 takes %s', (_, changes) => {
    expect(problems({ ...production, ...changes })).toEqual([]);
  });

  it.each(bad)('S3-OPS-03 S3-OPS-06 S3-OPS-08 S3-AUTH-11 S4-SEC-01 refuses %s', (_, changes, wrong) => {
    expect(problems({ ...production, ...changes })).toEqual(wrong);
  });

  it('is never guessed: a database without NODE_ENV is not taken for development', () => {
    expect(problems({ ...required, NODE_ENV: '' })).toEqual(['NODE_ENV']);
  });
});
