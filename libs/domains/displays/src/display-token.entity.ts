import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { SCREENS } from './screen.ts';

export const DisplayToken = defineEntity({
  name: 'DisplayToken',
  tableName: 'display_tokens',
  properties: {
    id: p.uuid().primary(),
    label: p.text(),
    screen: p.enum(SCREENS),
    outletId: p.integer().nullable(),
    createdBy: p.integer(),
    createdAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    lastSeenAt: p.datetime().nullable(),
  },
});
export type DisplayToken = InferEntity<typeof DisplayToken>;
