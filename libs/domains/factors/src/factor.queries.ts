import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { CodeMethod, FactorsBody } from './factor.contract.ts';
import { maskPhone } from './sms/mask-phone.ts';

/** What a user can show besides the password, the strongest first. */
export const FACTOR_METHODS = ['passkey', 'totp', 'sms', 'backup'] as const;
export type FactorMethod = (typeof FACTOR_METHODS)[number];

/**
 * With what a user can finish a login; empty for who has no second factor. Codes on paper are none by themselves, they
 * stand in for one.
 */
export async function usableMethods(em: EntityManager, userId: number): Promise<FactorMethod[]> {
  const rows = await query<{ method: FactorMethod }>(
    em,
    `select kind as method from factors where user_id = ? and kind <> 'backup' and confirmed_at is not null
     union all (select 'passkey' from passkeys where user_id = ? limit 1)
     union all (select 'backup' from backup_codes where user_id = ? and used_at is null limit 1)`,
    [userId, userId, userId],
  );
  const usable = new Set(rows.map(({ method }) => method));
  return usable.size === 1 && usable.has('backup')
    ? []
    : FACTOR_METHODS.filter((method) => usable.has(method));
}

/** What each of these users shows besides the password; nothing of who has no second factor. */
export async function readFactorsOf(
  em: EntityManager,
  userIds: readonly number[],
): Promise<ReadonlyMap<number, FactorMethod[]>> {
  const rows = await query<{ userId: number; method: FactorMethod }>(
    em,
    `select user_id as "userId", kind as method from factors
     where user_id = any(?::int[]) and kind <> 'backup' and confirmed_at is not null
     union select user_id, 'passkey' from passkeys where user_id = any(?::int[])`,
    [`{${userIds.join(',')}}`, `{${userIds.join(',')}}`],
  );
  const byUser = Map.groupBy(rows, ({ userId }) => userId);
  return new Map(
    [...byUser].map(([userId, has]) => [
      userId,
      FACTOR_METHODS.filter((each) => has.some(({ method }) => method === each)),
    ]),
  );
}

/** What a user has set up. */
export async function readFactors(em: EntityManager, userId: number): Promise<FactorsBody> {
  const methods = await query<{ method: CodeMethod; since: string; phone: string | null }>(
    em,
    `select kind as method, confirmed_at as since, phone from factors
     where user_id = ? and confirmed_at is not null order by confirmed_at, kind`,
    [userId],
  );
  const [counts] = await query<{ passkeys: number; backupCodesLeft: number }>(
    em,
    `select (select count(*)::int from passkeys where user_id = ?) as passkeys,
            (select count(*)::int from backup_codes where user_id = ? and used_at is null) as "backupCodesLeft"`,
    [userId, userId],
  );
  return {
    methods: methods.map((each) => ({ ...each, phone: each.phone === null ? null : maskPhone(each.phone) })),
    passkeys: counts?.passkeys ?? 0,
    backupCodesLeft: counts?.backupCodesLeft ?? 0,
  };
}
