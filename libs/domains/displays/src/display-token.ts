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
import { logFailure, query } from '@antrean/platform/database';
import type { TokenDependencies } from '@antrean/platform/domain';
import jwt from 'jsonwebtoken';
import { RIGHTS, type Screen } from './screen.ts';

/**
 * Not that of access tokens: neither kind is taken for the other. Screens of the console have one of their own, because
 * processes of before would take each display for one of the order feed.
 */
const SALES = 'antrean-display';
const CONSOLE = 'antrean-wall';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type TokenConfig = Pick<Config, 'jwt'>;

/** Signs what a display shows at the handshake. What it may, and until when, stands in the database alone. */
export const signDisplayToken = (id: string, screen: Screen, config: TokenConfig): string =>
  jwt.sign({}, config.jwt.accessSecret, {
    algorithm: TOKEN_ALGORITHM,
    audience: screen === 'sales' ? SALES : CONSOLE,
    issuer: TOKEN_ISSUER,
    jwtid: id,
  });

/** The id in a genuine display token; null for anything else, such as an access token. */
export function verifyDisplayToken(token: string, config: TokenConfig): string | null {
  const id = verifyToken(token, { secret: config.jwt.accessSecret, audience: [SALES, CONSOLE] })?.jti;
  return id !== undefined && UUID.test(id) ? id : null;
}

interface Row {
  id: string;
  label: string;
  screen: Screen;
  outlet_id: number | null;
  /** Its last contact is not known to the minute. */
  is_due: boolean;
}

const LIVE = `revoked_at is null and (expires_at is null or expires_at > now())`;

/** The tokens of screens: each stands for a row that an administrator may revoke at any moment. */
export function displayTokens({ database, config, log }: TokenDependencies): TokenVerifier {
  const noting = new Set<string>();

  /** Behind what it asked for, and not in its way. */
  const noteContact = (id: string): void => {
    if (noting.has(id)) return;
    noting.add(id);
    query(database.fork(), `update display_tokens set last_seen_at = now() where id = ?`, [id])
      .catch((error: unknown) => logFailure(log, error, 'the contact with a display could not be noted'))
      .finally(() => noting.delete(id));
  };

  const find = async (id: string): Promise<DisplayPrincipal | null> => {
    const [row] = await query<Row>(
      database.fork(),
      `select id, label, screen, outlet_id, coalesce(last_seen_at < now() - interval '1 minute', true) as is_due
       from display_tokens where id = ? and ${LIVE}`,
      [id],
    );
    if (!row) return null;
    if (row.is_due) noteContact(id);
    const outlets: Reach['outlets'] = row.outlet_id === null ? 'all' : new Set([row.outlet_id]);
    const { holds, feed } = RIGHTS[row.screen];
    const grants = new Map(holds.map((permission) => [permission, { ...EVERYWHERE, outlets }]));
    return { kind: 'display', displayId: row.id, label: row.label, feed, grants };
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
