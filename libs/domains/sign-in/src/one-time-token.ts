import { defineEntity, p } from '@mikro-orm/postgresql';

export const RESET_PURPOSE = 'password-reset';
export const RESET_VALID_MINUTES = 60;

/** A single-use link that was mailed; only its hash is stored. */
export const OneTimeToken = defineEntity({
  name: 'OneTimeToken',
  tableName: 'one_time_tokens',
  properties: {
    tokenHash: p.text().primary(),
    userId: p.integer(),
    purpose: p.text(),
    createdAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime(),
    usedAt: p.datetime().nullable(),
  },
});
