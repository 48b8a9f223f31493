import {
  OPAQUE_TOKEN,
  passOf,
  type DevicePrincipal,
  type TokenVerifier,
  type UserPrincipal,
} from '@antrean/platform/auth';
import { prepared, query } from '@antrean/platform/database';
import type { TokenDependencies } from '@antrean/platform/domain';
import { toUserPrincipal, type UserPrincipalRow } from '@antrean/sessions';
import { hashToken } from './token-secret.ts';
import { createUseNotes } from './use-notes.ts';

type TokenRow = {
  token_id: string;
  name: string;
  abilities: string[];
  subject_kind: string | null;
  subject_id: number | null;
  is_live: boolean;
  /** Its last use is not known to the minute. */
  is_due: boolean;
} & (UserPrincipalRow | { user_id: null });

const find = (which: string): string => `
  select t.id as token_id, t.name, t.abilities, t.subject_kind, t.subject_id, t.expires_at > now() as is_live,
         coalesce(t.last_used_at < now() - interval '1 minute', true) as is_due, p.user_id, p.nik, p.full_name,
         p.primary_role, p.roles, p.permissions, p.muted, p.served, p.scoped, p.employee_id, p.department_id,
         p.language, p.must_change_password
  from api_tokens t
  -- Of a machine's token nobody is looked up: no user, no call.
  left join lateral (
    select p.* from unnest(case when t.subject_kind is null then array[t.created_by] end) maker (id)
    cross join lateral user_principal(maker.id) p
  ) p on true
  where ${which}`;
export const FIND_BY_HASH = prepared(find(`t.token_hash = decode(?, 'hex')`));
const FIND_BY_ID = prepared(find(`t.id = ?`));

/**
 * The API tokens: one round trip for whose it is and what they may do at this moment. A user's token may what is among
 * its abilities and what its user may, and nothing when he is deactivated; a machine's its abilities alone.
 */
export function apiTokenVerifier({ database, log }: TokenDependencies): TokenVerifier {
  const noteUse = createUseNotes({ database, log });

  return {
    pass: 'token',
    identify: async (token) => {
      if (!OPAQUE_TOKEN.test(token)) return null;
      const hash = hashToken(token).toString('hex');
      const [row] = await query<TokenRow>(database.fork(), FIND_BY_HASH, [hash]);
      if (!row) return null;
      const holder = toHolder(row);
      if (holder && row.is_due) noteUse(row.token_id);
      return holder ?? 'ended';
    },
    renew: async (holder) => {
      const { kind, id } = passOf(holder);
      if (kind !== 'token') return null;
      const [row] = await query<TokenRow>(database.fork(), FIND_BY_ID, [id]);
      return row ? toHolder(row) : null;
    },
    findEnded: async (ids) => {
      const rows = await query<{ id: string }>(
        database.fork(),
        `select open.id from unnest(?::uuid[]) as open (id)
         where not exists (
           select from api_tokens t join users_v u on u.id = t.created_by
           where t.id = open.id and t.expires_at > now() and (t.subject_kind is not null or u.is_active))`,
        [`{${ids.join(',')}}`],
      );
      return rows.map(({ id }) => id);
    },
    ended: {
      code: 'token_ended',
      message:
        'This API token was revoked or has expired, or its user may not log in any more. Make another one.',
    },
  };
}

function toHolder(row: TokenRow): UserPrincipal | DevicePrincipal | null {
  const { token_id: tokenId, subject_kind: kind, subject_id: id } = row;
  if (!row.is_live) return null;
  const abilities = new Set(row.abilities);
  if (kind !== null && id !== null) {
    return { kind: 'device', tokenId, label: row.name, subject: { kind, id }, abilities, grants: new Map() };
  }
  if (row.user_id === null) return null;
  const user = toUserPrincipal(row, { sessionId: null, tokenId });
  return { ...user, grants: new Map([...user.grants].filter(([permission]) => abilities.has(permission))) };
}
