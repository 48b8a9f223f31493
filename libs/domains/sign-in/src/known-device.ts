import { randomUUID } from 'node:crypto';
import { TOKEN_ALGORITHM, TOKEN_ISSUER, verifyToken } from '@antrean/platform/auth';
import type { Config } from '@antrean/platform/config';
import jwt from 'jsonwebtoken';
import { setCookie, type CookieConfig } from '@antrean/sessions';

export const DEVICE_COOKIE = 'knownDevice';
const DEVICE_AUDIENCE = 'antrean-device';
const VALID_SECONDS = 90 * 24 * 3_600;

type DeviceConfig = CookieConfig & Pick<Config, 'jwt'>;

/** The id of the device, when its cookie says that this user has logged in with it; else null. It opens nothing. */
export function knownDeviceOf(
  cookie: string | undefined,
  userId: number,
  config: DeviceConfig,
): string | null {
  const rules = { secret: config.jwt.refreshSecret, audience: DEVICE_AUDIENCE };
  const claims = cookie === undefined ? null : verifyToken(cookie, rules);
  return claims?.sub === String(userId) && typeof claims.jti === 'string' ? claims.jti : null;
}

/** The `Set-Cookie` header by which a device is known as this user's for 90 days. */
export function deviceCookie(userId: number, deviceId: string | null, config: DeviceConfig): string {
  const token = jwt.sign({ sub: String(userId), jti: deviceId ?? randomUUID() }, config.jwt.refreshSecret, {
    algorithm: TOKEN_ALGORITHM,
    audience: DEVICE_AUDIENCE,
    issuer: TOKEN_ISSUER,
    expiresIn: VALID_SECONDS,
  });
  return setCookie(DEVICE_COOKIE, token, VALID_SECONDS, config);
}
