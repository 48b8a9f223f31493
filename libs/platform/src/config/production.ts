import { isIPv4 } from 'node:net';
import { deflateRawSync } from 'node:zlib';

/** A setting that is wrong, named as the operator knows it. */
export interface SettingProblem {
  variable: string;
  problem: string;
}

/** The settings that decide whether a production is safe; durations in milliseconds. */
interface SafetySettings {
  JWT_SECRET: string;
  JWT_REFRESH_SECRET: string;
  JWT_EXPIRES_IN: number;
  JWT_REFRESH_EXPIRES_IN: number;
  SIGNING_PRIVATE_KEY?: string | undefined;
  CORS_ORIGIN: string;
  PUBLIC_URL?: string | undefined;
  RATE_LIMIT: boolean;
  FAIL_POINTS: string;
  DATABASE_URL: string;
  DATABASE_OWNER_URL?: string | undefined;
  REDIS_URL: string;
  REDIS_REALTIME_URL?: string | undefined;
  REDIS_CACHE_URL?: string | undefined;
  SMTP_URL: string;
  SMS_URL?: string | undefined;
  SMS_TOKEN?: string | undefined;
  FILES_S3_ENDPOINT?: string | undefined;
  /** Nobody else can listen on the network between the processes and what they use. */
  PRIVATE_NETWORK: boolean;
}

/** What development uses when nothing is set; production refuses each of them. */
export const DEVELOPMENT_SECRETS = {
  JWT_SECRET: 'development-only-access-secret-do-not-use-in-production',
  JWT_REFRESH_SECRET: 'development-only-refresh-secret-do-not-use-in-production',
} as const;

/** Words of secrets and passwords that stand in guides and examples. */
const PUBLISHED =
  /secret|change|passw|example|development|production|supersecret|postgres|qwerty|admin|letmein|antrean|bebang/i;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ACCESS_TTL = { least: MINUTE, most: DAY / 2 };
const REFRESH_TTL = { least: 60 * MINUTE, most: 90 * DAY };
const LEAST_PASSWORD = 12;

const MAKE_SECRET = `make one with: node -e "console.log(require('crypto').randomBytes(64).toString('hex'))"`;

/**
 * What makes a production unsafe, each with what to do. Nothing here is advice: the processes do not start.
 *
 * @param given the variables that were set, without defaults: what decides who may do what must have been chosen
 */
export function productionProblems(
  env: SafetySettings,
  given: Readonly<Record<string, string | undefined>>,
): SettingProblem[] {
  const problems: SettingProblem[] = [];
  const refuse = (variable: keyof SafetySettings, problem: string): void => {
    problems.push({ variable, problem });
  };
  for (const variable of ['JWT_SECRET', 'JWT_REFRESH_SECRET'] as const) {
    if (!isRandom(env[variable])) {
      refuse(variable, `production refuses default, published, short or repetitive secrets; ${MAKE_SECRET}`);
    }
  }
  if (env.JWT_SECRET === env.JWT_REFRESH_SECRET) refuse('JWT_REFRESH_SECRET', 'must differ from JWT_SECRET');
  if (env.SIGNING_PRIVATE_KEY === undefined) {
    refuse('SIGNING_PRIVATE_KEY', 'is required; make one with: openssl genpkey -algorithm ed25519');
  }
  if (env.SMS_URL !== undefined && env.SMS_TOKEN === undefined) {
    refuse('SMS_TOKEN', 'is required with SMS_URL');
  }
  const origins = originProblem(given['CORS_ORIGIN']);
  if (origins !== undefined) refuse('CORS_ORIGIN', origins);
  if (env.PUBLIC_URL === undefined || new URL(env.PUBLIC_URL).protocol !== 'https:') {
    refuse('PUBLIC_URL', 'is required, with https: links in e-mails begin with it');
  }
  if (!env.RATE_LIMIT) refuse('RATE_LIMIT', 'must be on: without it passwords can be guessed');
  const ttl = (variable: 'JWT_EXPIRES_IN' | 'JWT_REFRESH_EXPIRES_IN', bounds: typeof ACCESS_TTL): void => {
    if (env[variable] >= bounds.least && env[variable] <= bounds.most) return;
    refuse(variable, `must be from ${bounds.least / MINUTE} m to ${bounds.most / MINUTE / 60} h`);
  };
  ttl('JWT_EXPIRES_IN', ACCESS_TTL);
  ttl('JWT_REFRESH_EXPIRES_IN', REFRESH_TTL);
  if (env.FAIL_POINTS !== '') refuse('FAIL_POINTS', 'is for tests');

  const databases = (['DATABASE_URL', 'DATABASE_OWNER_URL'] as const).flatMap((variable) => {
    const text = env[variable];
    return text === undefined ? [] : [{ variable, url: new URL(text) }];
  });
  for (const { variable, url } of databases) {
    if (isDatabasePasswordGood(url)) continue;
    refuse(
      variable,
      `needs a password of ${LEAST_PASSWORD} characters or more that stands in no guide; make one with: openssl rand -hex 24`,
    );
  }
  for (const [variable, safe, how] of [
    ...databases.map(
      ({ variable, url }) => [variable, isDatabasePrivate(url), 'add ?sslmode=verify-full'] as const,
    ),
    ['REDIS_URL', isRedisPrivate(env.REDIS_URL), 'use rediss://'],
    ['REDIS_REALTIME_URL', isRedisPrivate(env.REDIS_REALTIME_URL), 'use rediss://'],
    ['REDIS_CACHE_URL', isRedisPrivate(env.REDIS_CACHE_URL), 'use rediss://'],
    ['SMTP_URL', isMailPrivate(env.SMTP_URL), 'use smtps://, or add ?requireTLS=true'],
    ['SMS_URL', isWebPrivate(env.SMS_URL), 'use https://'],
    ['FILES_S3_ENDPOINT', isWebPrivate(env.FILES_S3_ENDPOINT), 'use https://'],
  ] as const) {
    if (safe || env.PRIVATE_NETWORK) continue;
    refuse(
      variable,
      `would send passwords and people's data over a network unencrypted; ${how}, or set PRIVATE_NETWORK=on when nobody else can listen on that network`,
    );
  }
  return problems;
}

/** 128 bits at least, as far as can be told from the text: long, without known words, and not to be compressed. */
function isRandom(secret: string): boolean {
  return (
    secret.length >= 32 &&
    new Set(secret).size >= 10 &&
    deflateRawSync(secret).length >= 20 &&
    !PUBLISHED.test(secret)
  );
}

function isDatabasePasswordGood({ hostname, username, password }: URL): boolean {
  // Over a socket of this machine PostgreSQL knows who asks, without a password.
  if (hostname === '' && password === '') return true;
  return (
    password.length >= LEAST_PASSWORD &&
    new Set(password).size >= 5 &&
    !PUBLISHED.test(password) &&
    !(username !== '' && password.includes(username))
  );
}

function originProblem(list: string | undefined): string | undefined {
  const origins = corsOrigins(list ?? '');
  if (origins === '*') return 'production refuses *; list the origins of your front ends';
  if (origins.length === 0) return 'is required: the origins of your front ends, separated by commas';
  const wrong = origins.find((origin) => {
    if (!URL.canParse(origin)) return true;
    const url = new URL(origin);
    return url.origin !== origin || (url.protocol !== 'https:' && !isLoopback(url.hostname));
  });
  return wrong === undefined ? undefined : `"${wrong}" is no origin such as https://app.example.org`;
}

/** `https://a.example, https://b.example/` → its origins; `*` when that is among them. */
export function corsOrigins(list: string): '*' | string[] {
  const origins = list
    .split(',')
    .map((origin) => origin.trim().replace(/\/$/, ''))
    .filter((origin) => origin !== '');
  return origins.includes('*') ? '*' : origins;
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'));

const isDatabasePrivate = (url: URL): boolean =>
  url.hostname === '' ||
  isLoopback(url.hostname) ||
  ['require', 'verify-ca', 'verify-full'].includes(url.searchParams.get('sslmode') ?? '');

function isRedisPrivate(text: string | undefined): boolean {
  if (text === undefined) return true;
  const { protocol, hostname } = new URL(text);
  return protocol === 'rediss:' || isLoopback(hostname);
}

function isWebPrivate(text: string | undefined): boolean {
  if (text === undefined) return true;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || isLoopback(hostname);
}

function isMailPrivate(text: string): boolean {
  const { protocol, hostname, searchParams } = new URL(text);
  return protocol === 'smtps:' || isLoopback(hostname) || searchParams.get('requireTLS') === 'true';
}
