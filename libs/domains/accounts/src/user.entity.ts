import { versioned } from '@antrean/platform/database';
import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { NO_PASSWORD } from './passwords/password.ts';

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
    /** Null: somebody typed it. They log in by it, and are told nothing there. */
    phoneVerifiedAt: p.datetime().nullable(),
    /** Who registered typed the password, and may be another than who has proven the address since. */
    isUnclaimed: p.boolean().default(false),
    fullName: p.text(),
    passwordHash: p.text().hidden(),
    mustChangePassword: p.boolean().default(false),
    temporaryPasswordUsedAt: p.datetime().nullable(),
    passwordChangedAt: p.datetime().defaultRaw('now()'),
    primaryRole: p.text(),
    language: p.enum(['id', 'en'] as const).default('id'),
    /** Null: the zone of the business. */
    timeZone: p.text().nullable(),
    isActive: p.boolean().default(true),
    /** When the account was deleted: the row names nobody any more. */
    erasedAt: p.datetime().nullable(),
    ...versioned,
  },
});

export type User = InferEntity<typeof User>;

/** Whether this user could come in by a password. */
export const hasPassword = ({ passwordHash }: User): boolean => passwordHash !== NO_PASSWORD;

/** Whether whoever reads the mail of this user is for certain who has set the account up. */
export const isOwners = ({ emailVerifiedAt, isUnclaimed }: User): boolean =>
  Boolean(emailVerifiedAt) && !isUnclaimed;

/**
 * How events call a user, and with them the audit trail, which forgets nothing: never by an e-mail address or a phone
 * number. `user_names_v` says the same.
 */
export const nameOf = ({ id, nik, username }: Pick<User, 'id' | 'nik' | 'username'>): string =>
  nik ?? username ?? `user ${id}`;

/** By what a user logs in, for their own eyes. */
export const loginOf = ({ email, phone, ...user }: User): string =>
  user.nik ?? user.username ?? email ?? phone ?? nameOf(user);
