import { findUser, type User } from '@antrean/accounts';
import { query } from '@antrean/platform/database';
import { problem } from '@antrean/platform/http';
import type { EntityManager } from '@mikro-orm/postgresql';
import { readAvatar } from './avatars/avatar.queries.ts';
import type { ProfileBody } from './profile.contract.ts';

/** A row of profiles. */
export interface ProfileRow {
  birthDate: string | null;
  bio: string | null;
  street: string | null;
  district: string | null;
  city: string | null;
  province: string | null;
  postalCode: string | null;
  country: string | null;
  emergencyName: string | null;
  emergencyPhone: string | null;
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** What somebody has told of themselves; undefined when nothing yet. */
export async function findProfile(em: EntityManager, userId: number): Promise<ProfileRow | undefined> {
  const [row] = await query<ProfileRow>(
    em,
    `select birth_date::text as "birthDate", bio, street, district, city, province, postal_code as "postalCode", country,
       emergency_name as "emergencyName", emergency_phone as "emergencyPhone", version,
       created_at as "createdAt", updated_at as "updatedAt"
     from profiles where user_id = ?`,
    [userId],
  );
  return row;
}

/** A user's profile as the api shows it: the account, and what was told beyond it. @throws problem `not_found` */
export async function readProfile(em: EntityManager, userId: number): Promise<ProfileBody> {
  const user = await findUser(em, userId);
  if (!user) throw problem('not_found');
  return profileOf(em, user);
}

/** {@link readProfile} for who has the user already. */
export async function profileOf(em: EntityManager, user: User): Promise<ProfileBody> {
  const row = await findProfile(em, user.id);
  const avatar = await readAvatar(em, user.id);
  const iso = (instant: string | undefined): string | null =>
    instant === undefined ? null : new Date(instant).toISOString();
  return {
    userId: user.id,
    namaLengkap: user.fullName,
    email: user.email ?? null,
    emailVerified: Boolean(user.email && user.emailVerifiedAt),
    phone: user.phone ?? null,
    phoneVerified: Boolean(user.phone && user.phoneVerifiedAt),
    birthDate: row?.birthDate ?? null,
    bio: row?.bio ?? null,
    address: addressOf(row),
    emergencyContact: contactOf(row),
    avatar,
    createdAt: iso(row?.createdAt),
    updatedAt: iso(row?.updatedAt),
    version: row?.version ?? 0,
  };
}

function addressOf(row: ProfileRow | undefined): ProfileBody['address'] {
  if (!row) return null;
  const { street, district, city, province, postalCode, country } = row;
  return street !== null && city !== null && country !== null
    ? { street, district, city, province, postalCode, country }
    : null;
}

function contactOf(row: ProfileRow | undefined): ProfileBody['emergencyContact'] {
  if (!row) return null;
  const { emergencyName: name, emergencyPhone: phone } = row;
  return name !== null && phone !== null ? { name, phone } : null;
}
