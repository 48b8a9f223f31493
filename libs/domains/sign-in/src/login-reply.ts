import type { Config } from '@antrean/platform/config';
import type { Reply, RouteRequest } from '@antrean/platform/http';
import { describeDevice, ipPrefix, REFRESH_COOKIE, refreshCookie } from '@antrean/sessions';
import { DEVICE_COOKIE } from './known-device.ts';
import type { Entry, LoginOutcome } from './let-in.ts';
import type { LoginAnswer } from './sign-in.contract.ts';

/** From where a request that logs in comes. */
export const cameFrom = ({
  cookies,
  header,
  ip,
}: Pick<RouteRequest<'public', unknown, unknown, unknown>, 'cookies' | 'header' | 'ip'>): Omit<
  Entry,
  'way'
> => ({
  device: describeDevice(header('user-agent')),
  ipPrefix: ipPrefix(ip),
  deviceCookie: cookies[DEVICE_COOKIE],
  refreshCookie: cookies[REFRESH_COOKIE],
});

/** The cookies of who is in; none for who still has a factor to show. */
export const loginCookies = (
  outcome: LoginOutcome,
  config: Pick<Config, 'jwt' | 'production'>,
): readonly string[] =>
  'mfaRequired' in outcome ? [] : [refreshCookie(outcome.refreshToken, config), outcome.deviceCookie];

/** What a login answers, by whatever way it came. */
export function loginReply(
  outcome: LoginOutcome,
  config: Pick<Config, 'jwt' | 'production'>,
): Reply<LoginAnswer> & { body: LoginAnswer } {
  const cookies = loginCookies(outcome, config);
  return {
    status: 200,
    body:
      'mfaRequired' in outcome
        ? { ...outcome, methods: [...outcome.methods] }
        : { accessToken: outcome.accessToken, user: outcome.user },
    headers: { 'Cache-Control': 'no-store', ...(cookies.length > 0 ? { 'Set-Cookie': cookies } : {}) },
  };
}
