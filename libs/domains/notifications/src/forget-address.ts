import { query, textArray } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';

/** Forgets what was mailed to addresses as such. What waits to be mailed there is not sent any more. */
export const forgetAddresses = (em: EntityManager, addresses: readonly string[]): Promise<object[]> =>
  query(
    em,
    `delete from deliveries where user_id is null and channel = 'email'
       and lower(recipient) = any(array(select lower(address) from unnest(?::text[]) address))`,
    [textArray(addresses)],
  );

/** Forgets what was told, to whomever, because of these causes. What waits is not sent any more. */
export const forgetDeliveries = (em: EntityManager, causes: readonly string[]): Promise<object[]> =>
  query(em, `delete from deliveries where cause = any(?::text[])`, [textArray(causes)]);
