import {
  COUNT_LIMIT,
  cutSlice,
  INSTANT_OF_CURSOR,
  instantKey,
  microsecondsOf,
  query,
  startOf,
  type Slice,
} from '@antrean/platform/database';
import { toPage, type GrowingPage } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { toTokenView, type TokenView } from './api-token.contract.ts';
import { ApiToken } from './api-token.entity.ts';
import { MOST_TOKENS, type Subject } from './issue-token.ts';

const tokenKey = instantKey(z.uuid());

/** The tokens that a user made, the newest first, also those that are over. */
export async function listTokens(
  em: EntityManager,
  userId: number,
  slice: Slice,
): Promise<GrowingPage<TokenView>> {
  const { after, offset } = startOf(slice, tokenKey);
  const found = await query<{ id: string; at: number }>(
    em,
    `select id, ${microsecondsOf('created_at')} as at from api_tokens where created_by = ?
     ${after ? `and (created_at, id) < (${INSTANT_OF_CURSOR}, ?::uuid)` : ''}
     order by created_at desc, id desc limit ? offset ?`,
    [userId, ...(after ?? []), slice.limit + 1, offset],
  );
  const [count] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from (select from api_tokens where created_by = ? limit ?) counted`,
    [userId, COUNT_LIMIT],
  );
  const { rows, next } = cutSlice(found, slice, ({ at, id }) => [at, id]);
  const ids = rows.map(({ id }) => id);
  const tokens = await em.find(ApiToken, { id: ids }, { orderBy: { createdAt: 'desc', id: 'desc' } });
  return { ...toPage(tokens.map(toTokenView), count?.total ?? 0, slice), next };
}

/** The valid tokens of a machine, the newest first. There are few. */
export async function listDeviceTokens(em: EntityManager, { kind, id }: Subject): Promise<TokenView[]> {
  const tokens = await em.find(
    ApiToken,
    { subjectKind: kind, subjectId: id, revokedAt: null, expiresAt: { $gt: new Date() } },
    { orderBy: { createdAt: 'desc', id: 'desc' }, limit: MOST_TOKENS },
  );
  return tokens.map(toTokenView);
}
