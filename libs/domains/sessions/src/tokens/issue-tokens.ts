import { randomUUID } from 'node:crypto';
import type { Config } from '@antrean/platform/config';
import type { EntityManager } from '@mikro-orm/postgresql';
import { signAccessToken, type TokenSubject } from './access-token.ts';
import { issueRefreshToken } from './refresh-token.ts';

/** What a login or a refresh gives to a client. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Signs an access token and a new refresh token for a live session. */
export async function issueTokens(
  em: EntityManager,
  subject: TokenSubject,
  config: Pick<Config, 'jwt' | 'sessionMaxAgeMs'>,
): Promise<IssuedTokens> {
  const { userId, sessionId } = subject;
  return {
    accessToken: signAccessToken(subject, config),
    refreshToken: await issueRefreshToken(em, { tokenId: randomUUID(), sessionId, userId }, config),
  };
}
