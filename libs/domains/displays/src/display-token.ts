import { cataloguePermissions } from '@antrean/catalogue';
import {
  EVERYWHERE,
  TOKEN_ALGORITHM,
  TOKEN_ISSUER,
  verifyToken,
  type DisplayPrincipal,
  type Reach,
  type TokenVerifier,
} from '@antrean/platform/auth';
import type { Config } from '@antrean/platform/config';
import { query } from '@antrean/platform/database';
import type { TokenDependencies } from '@antrean/platform/domain';
import jwt from 'jsonwebtoken';

/** Not that of access tokens: neither kind is taken for the other. */
const AUDIENCE = 'antrean-display';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type TokenConfig = Pick<Config, 'jwt'>;

/** Signs what a display shows at the handshake. What it may, and until when, stands in the database alone. */
export const signDisplayToken = (id: string, config: TokenConfig): string =>
  jwt.sign({}, config.jwt.accessSecret, {
    algorithm: TOKEN_ALGORITHM,
    audience: AUDIENCE,
    issuer: TOKEN_ISSUER,
    jwtid: id,
  });

/** The id in a genuine display token; null for anything else, such as an access token. */
export function verifyDisplayToken(token: string, config: TokenConfig): string | null {
  const id: unknown = verifyToken(token, { secret: config.jwt.accessSecret, audience: AUDIENCE })?.jti;
  return typeof id === 'string' && UUID.test(id) ? id : null;
}

const LIVE = `revoked_at is null and (expires_at is null or expires_at > now())`;

/** The tokens of screens: each stands for a row that an administrator may revoke at any moment. */
export function displayTokens({ database, config }: Omit<TokenDependencies, 'log'>): TokenVerifier {
  const find = async (id: string): Promise<DisplayPrincipal | null> => {
    const [row] = await query<{ id: string; label: string; outlet_id: number | null }>(
      database.fork(),
      `select id, label, outlet_id from display_tokens where id = ? and ${LIVE}`,
      [id],
    );
    if (!row) return null;
    const outlets: Reach['outlets'] = row.outlet_id === null ? 'all' : new Set([row.outlet_id]);
    const grants = new Map([[cataloguePermissions.read, { ...EVERYWHERE, outlets }]]);
    return { kind: 'display', displayId: row.id, label: row.label, grants };
  };
  return {
    pass: 'display',
    identify: async (token) => {
      const id = verifyDisplayToken(token, config);
      return id === null ? null : ((await find(id)) ?? 'ended');
    },
    renew: async (holder) => (holder.kind === 'display' ? find(holder.displayId) : null),
    findEnded: async (ids) => {
      const rows = await query<{ id: string }>(
        database.fork(),
        `select open.id from unnest(?::uuid[]) as open (id)
         where not exists (select 1 from display_tokens d where d.id = open.id and ${LIVE})`,
        [`{${ids.join(',')}}`],
      );
      return rows.map(({ id }) => id);
    },
    ended: {
      code: 'display_ended',
      message: 'The token of this display was revoked or has expired. An administrator can make another one.',
    },
  };
}
