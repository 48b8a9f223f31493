import { Problem } from '@antrean/platform/http';
import type { Logger } from '@antrean/platform/observability';
import * as client from 'openid-client';
import { federationProblem } from './federation.problem.ts';
import { PROVIDER_NAMES, type ProviderKey } from './provider.ts';

/** An answer that was made for another flow, was used, or is not the provider's. */
const NOT_FOR_US = new Set([
  'invalid_grant',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_INVALID_RESPONSE',
]);

/**
 * What to tell people when a provider does not do its part. What it said is logged by its code alone: its texts may
 * repeat what it was sent.
 */
export function providerTrouble(error: unknown, provider: ProviderKey, log: Logger): Problem {
  if (error instanceof Problem) return error;
  const code = codeOf(error);
  log.warn({ provider, code, reason: nameOfError(error) }, 'a login by a provider failed');
  if (NOT_FOR_US.has(code)) return federationProblem('oauth_flow_invalid');
  return federationProblem('oauth_unavailable', {
    parameters: { provider: PROVIDER_NAMES[provider] },
    headers: { 'Retry-After': '60' },
  });
}

function codeOf(error: unknown): string {
  if (error instanceof client.ResponseBodyError) return error.error;
  if (error instanceof client.ClientError) return error.code ?? 'unknown';
  return 'unknown';
}

const nameOfError = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
