import { versioned } from '@antrean/platform/database';
import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** Whoever may log in. Any of nik, username, email and phone identifies the user, whatever its case. */
export const User = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: {
    id: p.integer().primary(),
    employeeId: p.integer().nullable(),
    nik: p.text().nullable(),
    username: p.text().nullable(),
    email: p.text().nullable(),
    phone: p.text().nullable(),
    emailVerifiedAt: p.datetime().nullable(),
    fullName: p.text(),
    passwordHash: p.text().hidden(),
    mustChangePassword: p.boolean().default(false),
    temporaryPasswordUsedAt: p.datetime().nullable(),
    passwordChangedAt: p.datetime().defaultRaw('now()'),
    primaryRole: p.text(),
    language: p.enum(['id', 'en'] as const).default('id'),
    isActive: p.boolean().default(true),
    ...versioned,
  },
});

export type User = InferEntity<typeof User>;

/** How people call a user: by the first identifier that he has. */
export const nameOf = ({ nik, username, email, phone }: User): string =>
  nik ?? username ?? email ?? phone ?? 'nobody';
