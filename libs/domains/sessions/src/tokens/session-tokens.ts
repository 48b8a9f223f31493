import {
  ACCESS_AUDIENCE,
  createAccessTokenVerifier,
  isLoggedIn,
  type TokenVerifier,
} from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import type { TokenDependencies } from '@antrean/platform/domain';
import { createPrincipalResolver } from '../resolve-principal.ts';

/** The access tokens of users: each stands for a session that lives in the database at this moment (decision 19). */
export function sessionTokens({ database, config }: Omit<TokenDependencies, 'log'>): TokenVerifier {
  const resolve = createPrincipalResolver(database);
  const verify = createAccessTokenVerifier(config.jwt.accessSecret);
  return {
    pass: 'session',
    identify: async (token) => {
      const claims = await verify(token);
      return claims && ((await resolve(claims)) ?? 'ended');
    },
    renew: async (holder) =>
      isLoggedIn(holder)
        ? resolve({ sub: String(holder.userId), sid: holder.sessionId, aud: ACCESS_AUDIENCE })
        : null,
    findEnded: async (ids) => {
      const rows = await query<{ id: string }>(
        database.fork(),
        `select open.id from unnest(?::uuid[]) as open (id)
         where not exists (
           select 1 from sessions s join users_v u on u.id = s.user_id
           where s.id = open.id and s.ended_at is null and s.expires_at > now() and u.is_active)`,
        [`{${ids.join(',')}}`],
      );
      return rows.map(({ id }) => id);
    },
    ended: { code: 'session_ended', message: 'This session has ended. Log in again.' },
  };
}
