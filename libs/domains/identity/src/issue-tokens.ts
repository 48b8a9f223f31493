import { randomUUID } from 'node:crypto';
import type { Config } from '@antrean/platform/config';
import type { EntityManager } from '@mikro-orm/postgresql';
import { signAccessToken } from './access-token.ts';
import { issueRefreshToken } from './refresh-token.ts';
import type { UserBody } from './user.contract.ts';

/** What a login or a refresh gives to a client. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

export function accessTokenFor(user: UserBody, sessionId: string, config: Pick<Config, 'jwt'>): string {
  const { id: userId, nik, role, roles, karyawanId, departmentId } = user;
  return signAccessToken({ userId, sessionId, nik, role, roles, karyawanId, departmentId }, config);
}

/** Signs an access token and a new refresh token for a live session. */
export async function issueTokens(
  em: EntityManager,
  user: UserBody,
  sessionId: string,
  config: Pick<Config, 'jwt' | 'sessionMaxAgeMs'>,
): Promise<IssuedTokens> {
  const claims = { tokenId: randomUUID(), sessionId, userId: user.id };
  return {
    accessToken: accessTokenFor(user, sessionId, config),
    refreshToken: await issueRefreshToken(em, claims, config),
  };
}
