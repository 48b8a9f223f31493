import { TOKEN_ALGORITHM, TOKEN_ISSUER, verifyToken } from '@antrean/platform/auth';
import type { Config } from '@antrean/platform/config';
import { query, type Database } from '@antrean/platform/database';
import jwt from 'jsonwebtoken';

/** Not that of access tokens: neither kind is taken for the other. */
const AUDIENCE = 'antrean-display';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A screen that may watch the order feed. */
export interface Display {
  id: string;
  label: string;
  /** The only outlet whose orders it may see; null for all. */
  outletId: number | null;
}

/** Not for broadcasting: it is emptied when the display's token is revoked. */
export const displayRoom = (id: string): string => `display:${id}`;

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

/** The display that a genuine token names; null when it was revoked or has expired. */
export async function findDisplay(database: Database, id: string): Promise<Display | null> {
  const [row] = await query<{ id: string; label: string; outlet_id: number | null }>(
    database.fork(),
    `select id, label, outlet_id from display_tokens where id = ? and ${LIVE}`,
    [id],
  );
  return row ? { id: row.id, label: row.label, outletId: row.outlet_id } : null;
}

/** Those of the displays that may not watch any more. */
export async function findEndedDisplays(database: Database, ids: readonly string[]): Promise<string[]> {
  const rows = await query<{ id: string }>(
    database.fork(),
    `select open.id from unnest(?::uuid[]) as open (id)
     where not exists (select 1 from display_tokens d where d.id = open.id and ${LIVE})`,
    [`{${ids.join(',')}}`],
  );
  return rows.map(({ id }) => id);
}
