import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** One login on one device. Access tokens name it; when it has ended they are worth nothing. */
export const Session = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: {
    id: p.uuid().primary(),
    userId: p.integer(),
    /** Browser and platform, such as `Firefox on Linux`; not the whole header. */
    userAgent: p.text().nullable(),
    ipPrefix: p.text().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    lastSeenAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime(),
    /** When its owner last showed who they are. */
    provenAt: p.datetime().defaultRaw('now()'),
    endedAt: p.datetime().nullable(),
    endReason: p.text().nullable(),
  },
});

/** A refresh token that was issued, by its `jti`; the token itself is never stored. */
export const RefreshToken = defineEntity({
  name: 'RefreshToken',
  tableName: 'refresh_tokens',
  properties: {
    id: p.uuid().primary(),
    sessionId: p.uuid(),
    issuedAt: p.datetime(),
    expiresAt: p.datetime(),
    usedAt: p.datetime().nullable(),
    successorId: p.uuid().nullable(),
  },
});

export type Session = InferEntity<typeof Session>;
export type RefreshToken = InferEntity<typeof RefreshToken>;
