import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { givenOf, problemsOf, type Settings } from './settings.ts';
import { corsOrigins, DEVELOPMENT_SECRETS, productionProblems, type SettingProblem } from './production.ts';

export { DEVELOPMENT_SECRETS, type SettingProblem };
export { defineSettings, type Settings } from './settings.ts';
export { VERSION } from './version.ts';

/** Thrown by {@link loadConfig} with every wrong setting at once. */
export class ConfigError extends Error {
  readonly problems: readonly SettingProblem[];
  constructor(problems: readonly SettingProblem[]) {
    super(
      `The configuration has ${problems.length} problem${problems.length === 1 ? '' : 's'}:\n` +
        problems.map(({ variable, problem }) => `  ${variable}: ${problem}`).join('\n') +
        '\nSee .env.example for every variable.',
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const DURATION = /^(\d+)(ms|s|m|h|d)$/;
const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const isUnit = (text: string): text is keyof typeof UNIT_MS => text in UNIT_MS;

/** `15m`, `7d`, `900s` → milliseconds. */
export const duration = z
  .string()
  .regex(DURATION, 'must be a number with a unit, such as 15m, 12h or 7d')
  .transform((text) => {
    const [, amount = '0', unit = 'ms'] = DURATION.exec(text) ?? [];
    return Number(amount) * (isUnit(unit) ? UNIT_MS[unit] : 1);
  });

const port = z.coerce
  .number({ error: 'must be a port number' })
  .int('must be a whole number')
  .min(0, 'must be between 0 and 65535')
  .max(65_535, 'must be between 0 and 65535');

const flag = z
  .enum(['on', 'off', 'true', 'false', '1', '0'])
  .transform((v) => ['on', 'true', '1'].includes(v));

/** `5,dapur=50`: five sessions for a user, fifty for one of the role dapur, whose screens share a login. */
const sessionLimit = z
  .string()
  .regex(/^\d{1,4}(?:,[a-z][a-z0-9_]{1,49}=\d{1,4})*$/, 'must be a number, and role=number for other roles')
  .transform((text) => {
    const [others = '', ...exceptions] = text.split(',');
    const byRole = exceptions.map((each): [string, number] => {
      const [role = '', limit = ''] = each.split('=');
      return [role, Number(limit)];
    });
    return { others: Number(others), byRole: new Map(byRole) };
  })
  .refine(
    ({ others, byRole }) => [others, ...byRole.values()].every((limit) => limit >= 1 && limit <= 1_000),
    'must be between 1 and 1000',
  );

const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol.replace(':', '')),
      `must be a URL that begins with ${protocols.map((p) => `${p}://`).join(' or ')}`,
    );

export const timeZone = z.string().refine((zone) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}, 'must be an IANA time zone such as Asia/Jakarta');

/** A key in PEM; in files of variables its lines may be joined by `\n`. */
const signingKey = z
  .string()
  .transform((text) => text.replaceAll('\\n', '\n'))
  .refine((pem) => {
    try {
      return createPrivateKey(pem).asymmetricKeyType === 'ed25519';
    } catch (error) {
      if (error instanceof Error) return false;
      throw error;
    }
  }, 'must be an Ed25519 private key in PEM (PKCS #8)');

const declared = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']),
  PORT: port.default(3000),
  WS_PORT: port.default(3001),
  OPS_PORT: port.optional(),
  WORKER_OPS_PORT: port.optional(),
  REALTIME_OPS_PORT: port.optional(),
  OPS_HOST: z.string().default('127.0.0.1'),
  SERVICE_HOST: z
    .string()
    .refine(
      (host) => host !== '' && URL.canParse(`http://${host.includes(':') ? `[${host}]` : host}/`),
      'must be a host',
    )
    .default('127.0.0.1'),
  NODE_APP_INSTANCE: z.coerce.number().int().min(0).default(0),
  DATABASE_URL: url('postgresql', 'postgres'),
  DATABASE_OWNER_URL: url('postgresql', 'postgres').optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20),
  REDIS_URL: url('redis', 'rediss'),
  REDIS_REALTIME_URL: url('redis', 'rediss').optional(),
  REDIS_CACHE_URL: url('redis', 'rediss').optional(),
  SMTP_URL: url('smtp', 'smtps'),
  SMS_URL: url('http', 'https')
    .refine(
      (text) => !URL.canParse(text) || new URL(text).username === '',
      'holds no login; that is SMS_TOKEN',
    )
    .optional(),
  SMS_TOKEN: z.string().max(4_096).optional(),
  MAIL_FROM: z.string().default('Antrean <no-reply@antrean.test>'),
  JWT_SECRET: z.string().min(16, 'must have at least 16 characters').default(DEVELOPMENT_SECRETS.JWT_SECRET),
  JWT_EXPIRES_IN: duration.default(UNIT_MS.m * 15),
  JWT_REFRESH_SECRET: z
    .string()
    .min(16, 'must have at least 16 characters')
    .default(DEVELOPMENT_SECRETS.JWT_REFRESH_SECRET),
  JWT_REFRESH_EXPIRES_IN: duration.default(UNIT_MS.d * 7),
  SIGNING_PRIVATE_KEY: signingKey.optional(),
  SESSION_LIMIT: sessionLimit.prefault('5,dapur=50'),
  SESSION_MAX_AGE: duration
    .refine((ms) => ms >= UNIT_MS.h && ms <= 365 * UNIT_MS.d, 'must be between 1h and 365d')
    .default(UNIT_MS.d * 30),
  CORS_ORIGIN: z.string().default('http://localhost:5173'),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  PUBLIC_URL: url('http', 'https').optional(),
  REALTIME_URL: url('http', 'https').optional(),
  PUBLIC_ORDER_FEED: flag.optional(),
  BUSINESS_TZ: timeZone.default('Asia/Jakarta'),
  DATA_DIR: z.string().default('.data'),
  FILES_DRIVER: z.enum(['disk', 's3']).default('disk'),
  FILES_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
    .optional(),
  FILES_S3_REGION: z.string().max(100).default('us-east-1'),
  FILES_S3_ENDPOINT: url('http', 'https').optional(),
  FILES_S3_ACCESS_KEY_ID: z.string().max(200).optional(),
  FILES_S3_SECRET_ACCESS_KEY: z.string().max(1_000).optional(),
  FILES_S3_FORCE_PATH_STYLE: flag.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOG_PRETTY: flag.optional(),
  RATE_LIMIT: flag.default(true),
  PRIVATE_NETWORK: flag.default(false),
  ORGANISATION_NAME: z.string().default('Antrean'),
  BCRYPT_COST: z.coerce.number().int().min(12, 'must be at least 12').max(16).default(12),
  FAIL_POINTS: z.string().default(''),
});
const environment = declared.superRefine((env, { addIssue }) => {
  const need = (variable: keyof typeof env): void => {
    if (env[variable] === undefined) addIssue({ code: 'custom', path: [variable], message: 'is required' });
  };
  if (env.FILES_DRIVER === 's3') need('FILES_S3_BUCKET');
  if (env.FILES_S3_ACCESS_KEY_ID !== undefined) need('FILES_S3_SECRET_ACCESS_KEY');
  if (env.FILES_S3_SECRET_ACCESS_KEY !== undefined) need('FILES_S3_ACCESS_KEY_ID');
});

type Environment = z.infer<typeof environment>;

function shape(env: Environment) {
  const production = env.NODE_ENV === 'production';
  // PM2 numbers the instances of an app: each has a port of its own, ten apart, so that the apps do not meet.
  const opsPort = (asked: number | undefined, usual: number): number => {
    const first = asked ?? (production ? usual : 0);
    return first === 0 ? 0 : first + 10 * env.NODE_APP_INSTANCE;
  };
  return {
    environment: env.NODE_ENV,
    production,
    port: env.PORT,
    realtimePort: env.WS_PORT,
    realtimeUrl: env.REALTIME_URL ?? `http://127.0.0.1:${env.WS_PORT}`,
    /** Where the others find this process. */
    serviceHost: env.SERVICE_HOST,
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
    ops: {
      host: env.OPS_HOST,
      // 0: any free port, written to the log, so that two copies run side by side in development.
      apiPort: opsPort(env.OPS_PORT, 9400),
      workerPort: opsPort(env.WORKER_OPS_PORT, 9401),
      realtimePort: opsPort(env.REALTIME_OPS_PORT, 9402),
    },
    databaseUrl: env.DATABASE_URL,
    /** Logs in as the tables' owner: for migrations, and nothing else. Absent where the processes own them too. */
    databaseOwnerUrl: env.DATABASE_OWNER_URL,
    databasePool: env.DATABASE_POOL,
    redis: {
      queueUrl: env.REDIS_URL,
      realtimeUrl: env.REDIS_REALTIME_URL ?? env.REDIS_URL,
      cacheUrl: env.REDIS_CACHE_URL ?? env.REDIS_URL,
    },
    mail: { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM },
    /** Who sends text messages; null in development, where they are only shown, or where there are none. */
    sms: env.SMS_URL === undefined ? null : { url: env.SMS_URL, token: env.SMS_TOKEN },
    jwt: {
      accessSecret: env.JWT_SECRET,
      accessTtlMs: env.JWT_EXPIRES_IN,
      refreshSecret: env.JWT_REFRESH_SECRET,
      refreshTtlMs: env.JWT_REFRESH_EXPIRES_IN,
    },
    /** PEM; absent in development, where the processes keep a key in the data folder. */
    signingPrivateKey: env.SIGNING_PRIVATE_KEY,
    sessionLimit: env.SESSION_LIMIT,
    sessionMaxAgeMs: env.SESSION_MAX_AGE,
    bcryptCost: env.BCRYPT_COST,
    corsOrigins: corsOrigins(env.CORS_ORIGIN),
    trustedProxies: env.TRUST_PROXY,
    publicOrderFeed: env.PUBLIC_ORDER_FEED ?? env.NODE_ENV === 'development',
    businessZone: env.BUSINESS_TZ,
    dataDir: env.DATA_DIR,
    /** The bucket that stored files are in; null when they are in the data folder. */
    files:
      env.FILES_DRIVER === 'disk' || env.FILES_S3_BUCKET === undefined
        ? null
        : {
            bucket: env.FILES_S3_BUCKET,
            region: env.FILES_S3_REGION,
            endpoint: env.FILES_S3_ENDPOINT,
            accessKeyId: env.FILES_S3_ACCESS_KEY_ID,
            secretAccessKey: env.FILES_S3_SECRET_ACCESS_KEY,
            // Amazon has a name for each bucket; others mostly have one address for all.
            forcePathStyle: env.FILES_S3_FORCE_PATH_STYLE ?? env.FILES_S3_ENDPOINT !== undefined,
          },
    log: { level: env.LOG_LEVEL, pretty: env.LOG_PRETTY ?? false },
    rateLimit: env.RATE_LIMIT,
    organisationName: env.ORGANISATION_NAME,
    failPoints: env.FAIL_POINTS.split(',').filter((name) => name !== ''),
  };
}

/** Everything the processes may be told from outside; durations in milliseconds. */
export type Config = Readonly<ReturnType<typeof shape>>;

/**
 * Reads the configuration from environment variables.
 *
 * @param settings what domains and apps declare of their own; it is checked here, and read by them
 * @throws {ConfigError} naming every wrong or missing variable at once; in production also weak secrets,
 *   `*` origins and default database passwords (seed 003, production guide).
 */
export function loadConfig(
  variables: NodeJS.ProcessEnv = process.env,
  settings: readonly Settings[] = [],
): Config {
  const given = givenOf(variables);
  const names = [...Object.keys(environment.shape), ...settings.flatMap((own) => own.variables)];
  const placeholders = names.filter((name) => given[name]?.includes('CHANGE_ME'));
  if (given['NODE_ENV'] === 'production' && placeholders.length > 0) {
    throw new ConfigError(
      placeholders.map((variable) => ({
        variable,
        problem: 'still holds the placeholder of .env.production.example',
      })),
    );
  }
  const wrong = [...problemsOf(environment, given), ...settings.flatMap((own) => own.problems(variables))];
  if (wrong.length > 0) throw new ConfigError(wrong);
  const parsed = environment.parse(given);
  const unsafe = parsed.NODE_ENV === 'production' ? productionProblems(parsed, given) : [];
  if (unsafe.length > 0) throw new ConfigError(unsafe);
  return shape(parsed);
}

/** {@link loadConfig} for a process that starts: what is wrong goes to standard error, and the process ends with 1. */
export function loadConfigOrExit(settings: readonly Settings[] = []): Config {
  try {
    return loadConfig(process.env, settings);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Who the first administrator shall be. @throws {ConfigError} naming what is missing */
export function loadAdministrator(variables: NodeJS.ProcessEnv = process.env): {
  nik: string;
  namaLengkap: string;
  password: string;
} {
  const { ADMIN_NIK: nik, ADMIN_NAME: namaLengkap, ADMIN_PASSWORD: password } = variables;
  if (!nik || !namaLengkap || !password) {
    throw new ConfigError(
      Object.entries({ ADMIN_NIK: nik, ADMIN_NAME: namaLengkap, ADMIN_PASSWORD: password })
        .filter(([, value]) => !value)
        .map(([variable]) => ({ variable, problem: 'is required' })),
    );
  }
  return { nik, namaLengkap, password };
}
