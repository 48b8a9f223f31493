import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** A token for a program of a user, or for a machine when it has a subject. The token itself is not stored. */
export const ApiToken = defineEntity({
  name: 'ApiToken',
  tableName: 'api_tokens',
  properties: {
    id: p.uuid().primary(),
    tokenHash: p.blob().hidden(),
    name: p.text(),
    abilities: p.array<string>(),
    subjectKind: p.text().nullable(),
    subjectId: p.integer().nullable(),
    createdBy: p.integer(),
    createdAt: p.datetime().defaultRaw('now()'),
    lastUsedAt: p.datetime().nullable(),
    expiresAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
  },
});
export type ApiToken = InferEntity<typeof ApiToken>;
