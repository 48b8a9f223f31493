import { createPrivateKey } from 'node:crypto';
import { defineSettings, type SettingProblem, type Settings } from '@antrean/platform/config';
import { z } from 'zod';

export interface OAuthClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface AppleClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly teamId: string;
  readonly keyId: string;
  /** PEM. */
  readonly privateKey: string;
}

/** Null: nobody comes in by this one. */
export interface FederationSettings {
  readonly google: OAuthClient | null;
  readonly facebook: OAuthClient | null;
  readonly apple: AppleClient | null;
}

/** People are led there, and secrets are sent there, so plain http is for this machine alone. */
const issuer = z.string().refine((text) => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash } = new URL(text);
  if (search !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}, 'must be a URL that begins with https://; http:// is for this machine alone');

const isLoopback = (host: string): boolean => /^(?:localhost|\[::1\]|127(?:\.\d{1,3}){3})$/.test(host);

const text = z.string().max(1_000).optional();

/** In files of variables its lines may be joined by `\n`. */
const ecKey = z
  .string()
  .transform((pem) => pem.replaceAll('\\n', '\n'))
  .refine((pem) => {
    try {
      return createPrivateKey(pem).asymmetricKeyDetails?.namedCurve === 'prime256v1';
    } catch (error) {
      if (error instanceof Error) return false;
      throw error;
    }
  }, 'must be the P-256 private key in PEM that Apple gave (AuthKey_….p8)')
  .optional();

const GROUPS = [
  ['OAUTH_GOOGLE_CLIENT_ID', 'OAUTH_GOOGLE_CLIENT_SECRET'],
  ['OAUTH_FACEBOOK_CLIENT_ID', 'OAUTH_FACEBOOK_CLIENT_SECRET'],
  ['OAUTH_APPLE_CLIENT_ID', 'OAUTH_APPLE_TEAM_ID', 'OAUTH_APPLE_KEY_ID', 'OAUTH_APPLE_PRIVATE_KEY'],
] as const;

const declared = defineSettings(
  z
    .object({
      OAUTH_GOOGLE_ISSUER: issuer.default('https://accounts.google.com'),
      OAUTH_GOOGLE_CLIENT_ID: text,
      OAUTH_GOOGLE_CLIENT_SECRET: text,
      OAUTH_FACEBOOK_ISSUER: issuer.default('https://www.facebook.com'),
      OAUTH_FACEBOOK_CLIENT_ID: text,
      OAUTH_FACEBOOK_CLIENT_SECRET: text,
      OAUTH_APPLE_ISSUER: issuer.default('https://appleid.apple.com'),
      OAUTH_APPLE_CLIENT_ID: text,
      OAUTH_APPLE_TEAM_ID: text,
      OAUTH_APPLE_KEY_ID: text,
      OAUTH_APPLE_PRIVATE_KEY: ecKey,
    })
    .superRefine((env, context) => {
      for (const group of GROUPS) {
        if (group.every((name) => env[name] === undefined)) continue;
        for (const name of group.filter((each) => env[each] === undefined)) {
          context.addIssue({ code: 'custom', path: [name], message: 'is required' });
        }
      }
    }),
  (env): FederationSettings => ({
    google: clientOf(env.OAUTH_GOOGLE_ISSUER, env.OAUTH_GOOGLE_CLIENT_ID, env.OAUTH_GOOGLE_CLIENT_SECRET),
    facebook: clientOf(
      env.OAUTH_FACEBOOK_ISSUER,
      env.OAUTH_FACEBOOK_CLIENT_ID,
      env.OAUTH_FACEBOOK_CLIENT_SECRET,
    ),
    apple: appleOf(env),
  }),
);

const clientOf = (
  at: string,
  clientId: string | undefined,
  clientSecret: string | undefined,
): OAuthClient | null =>
  clientId === undefined || clientSecret === undefined ? null : { issuer: at, clientId, clientSecret };

function appleOf(env: {
  OAUTH_APPLE_ISSUER: string;
  OAUTH_APPLE_CLIENT_ID?: string | undefined;
  OAUTH_APPLE_TEAM_ID?: string | undefined;
  OAUTH_APPLE_KEY_ID?: string | undefined;
  OAUTH_APPLE_PRIVATE_KEY?: string | undefined;
}): AppleClient | null {
  const { OAUTH_APPLE_CLIENT_ID: clientId, OAUTH_APPLE_TEAM_ID: teamId } = env;
  const { OAUTH_APPLE_KEY_ID: keyId, OAUTH_APPLE_PRIVATE_KEY: privateKey } = env;
  return clientId === undefined || teamId === undefined || keyId === undefined || privateKey === undefined
    ? null
    : { issuer: env.OAUTH_APPLE_ISSUER, clientId, teamId, keyId, privateKey };
}

/** Production talks to no provider in the clear, not even on its own machine. */
const inTheClear = (variables: NodeJS.ProcessEnv): SettingProblem[] =>
  variables['NODE_ENV'] === 'production'
    ? ['OAUTH_GOOGLE_ISSUER', 'OAUTH_FACEBOOK_ISSUER', 'OAUTH_APPLE_ISSUER'].flatMap((variable) =>
        variables[variable]?.startsWith('http:') ? [{ variable, problem: 'must begin with https://' }] : [],
      )
    : [];

/** By whom people may log in besides us; what an operator sets. */
export const federationSettings: Settings<FederationSettings> = {
  ...declared,
  problems: (variables) => [...declared.problems(variables), ...inTheClear(variables)],
};
