import { query } from '@antrean/platform/database';
import { defineFileKind, findThumbnails, JPEG, PNG, WEBP } from '@antrean/platform/files';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { AvatarView } from '../profile.contract.ts';

export const AVATAR_PATH = '/api/profile/avatar';
export const THUMBNAIL_PATH = `${AVATAR_PATH}/thumbnail`;

export const avatarKind = defineFileKind({
  name: 'avatar',
  folder: 'avatars',
  maxBytes: 5 * 1024 * 1024,
  types: [PNG, JPEG, WEBP],
  largestSide: 1_024,
  thumbnails: true,
});

/** A row of avatars. */
export interface AvatarRow {
  key: string;
  name: string;
  contentType: string;
  size: number;
  sha256: string;
  updatedAt: string;
}

const COLUMNS = `file_key as key, file_name as name, content_type as "contentType", size, sha256, updated_at as "updatedAt"`;

/** A user's picture; undefined when there is none. */
export async function findAvatar(em: EntityManager, userId: number): Promise<AvatarRow | undefined> {
  const [row] = await query<AvatarRow>(em, `select ${COLUMNS} from avatars where user_id = ?`, [userId]);
  return row;
}

/** As the api shows it. */
export async function readAvatar(em: EntityManager, userId: number): Promise<AvatarView | null> {
  const avatar = await findAvatar(em, userId);
  if (!avatar) return null;
  const { key, contentType, size, sha256, updatedAt } = avatar;
  const thumbnails = await findThumbnails(em, [key]);
  return {
    url: AVATAR_PATH,
    thumbnailUrl: thumbnails.has(key) ? THUMBNAIL_PATH : null,
    contentType,
    size,
    sha256,
    updatedAt: new Date(updatedAt).toISOString(),
  };
}
