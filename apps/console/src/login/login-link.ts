import type { LoginAnswer } from '@antrean/client';

export type Waiting = Extract<LoginAnswer, { mfaRequired: true }>;

const ADDRESS = '/app/login';

/**
 * What a login by a provider leaves in the address: the second factor that is still to be shown, or why it came to nothing.
 * The address becomes that of the page that somebody wanted, so that nothing of it is kept.
 */
export function takeLoginLink(): { waiting: Waiting | null; problem: string | null } {
  if (location.pathname !== ADDRESS) return { waiting: null, problem: null };
  const shown = new URLSearchParams(location.hash.slice(1));
  const problem = new URLSearchParams(location.search).get('problem');
  const mfaToken = shown.get('mfaToken');
  const wanted = shown.get('returnTo') ?? '';
  history.replaceState(null, '', wanted.startsWith('/app/') && wanted !== ADDRESS ? wanted : '/app/');
  const named = (shown.get('methods') ?? '').split(',');
  const methods = (['totp', 'sms', 'passkey', 'backup'] as const).filter((each) => named.includes(each));
  return { waiting: mfaToken === null ? null : { mfaRequired: true, mfaToken, methods }, problem };
}
