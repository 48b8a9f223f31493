import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { system } from '@antrean/domains';
import { ConfigError, loadConfig } from '@antrean/platform/config';
import { apiSettings } from '../../apps/api/src/settings.ts';

const ROOT = join(import.meta.dirname, '../..');
const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const uncommented = (file: string) => text(file).replace(/^# (?=[A-Z_]+=)/gm, '');

/** What our own tools and PM2 set, and no operator. */
const SET_BY_TOOLS = ['ANTREAN_SUPERVISED', 'FAIL_POINTS', 'NODE_APP_INSTANCE'];

const SETTINGS = [apiSettings, ...system.settings];

/** The names that the configuration reads and an operator may set. */
function variablesRead(): string[] {
  const source = text('libs/platform/src/config/index.ts');
  const names = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name]) => name ?? '');
  const own = SETTINGS.flatMap(({ variables }) => variables);
  return [...new Set([...names, ...own])].filter((name) => !SET_BY_TOOLS.includes(name)).sort();
}

/** What production complains about, variable by variable. */
function problemsOf(variables: NodeJS.Dict<string>): string[] {
  try {
    loadConfig(variables, SETTINGS);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ variable }) => variable);
    throw error;
  }
}

describe('.env.example', () => {
  it('S3-ENV-01 S3-ENV-02 S3-ENV-04 S3-ENV-05 S3-ENV-06 S3-ENV-07 S3-ENV-08 S3-ENV-09 is what the processes use without it', () => {
    const services = {
      NODE_ENV: 'development',
      DATABASE_URL: 'postgresql://antrean@127.0.0.1:5432/antrean',
      REDIS_URL: 'redis://127.0.0.1:6379',
      SMTP_URL: 'smtp://127.0.0.1:1025',
    };
    const example = parseEnv(text('.env.example'));

    expect(loadConfig({ ...services, ...example })).toEqual(loadConfig(services));
    expect(example).toMatchObject({
      NODE_ENV: 'development',
      PORT: '3000',
      WS_PORT: '3001',
      JWT_EXPIRES_IN: '15m',
      JWT_REFRESH_EXPIRES_IN: '7d',
      CORS_ORIGIN: 'http://localhost:5173',
    });
  });

  it('S3-ENV-03 S3-ENV-10 names every variable, explains it, and is valid with all of them in use', () => {
    const all = parseEnv(uncommented('.env.example'));

    expect(Object.keys(all)).toEqual(expect.arrayContaining(variablesRead()));
    expect(all['DATABASE_URL']).toMatch(/^postgresql:\/\//);
    expect(problemsOf(all)).toEqual([]);
    // A variable stands below the line that explains it, or below another that the same line explains.
    expect(text('.env.example')).not.toMatch(/\n\n(# )?[A-Z_]+=/);
  });
});

describe('.env.production.example', () => {
  const example = parseEnv(text('.env.production.example'));
  const placeholders = Object.entries(example)
    .filter(([, value]) => value?.includes('CHANGE_ME'))
    .map(([name]) => name);

  it('S3-ENV-10 does not start as it is: every placeholder is refused by name', () => {
    expect(placeholders).toEqual(
      expect.arrayContaining([
        'JWT_SECRET',
        'JWT_REFRESH_SECRET',
        'SIGNING_PRIVATE_KEY',
        'DATABASE_URL',
        'REDIS_URL',
        'SMTP_URL',
      ]),
    );
    expect(problemsOf(example)).toEqual(expect.arrayContaining(placeholders));
  });

  it('S3-ENV-10 is complete once the placeholders are replaced', () => {
    const signingKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    const filled = Object.fromEntries(
      Object.entries(example).map(([name, value = '']) => [
        name,
        value.replaceAll(/CHANGE_ME\w*/g, () => randomBytes(64).toString('hex').slice(0, 60)),
      ]),
    );
    filled['SIGNING_PRIVATE_KEY'] = String(signingKey).trim().replaceAll('\n', '\\n');
    expect(problemsOf(filled)).toEqual([]);
  });
});

describe('.env', () => {
  it('S3-ENV-10 is ignored by git, its templates are not', () => {
    const ignored = text('.gitignore').split('\n');
    expect(ignored).toContain('.env');
    expect(ignored.filter((line) => /^[.]env[.*]|example/.test(line))).toEqual([]);
  });
});
