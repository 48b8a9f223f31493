import { z } from 'zod';
import { instant } from '@antrean/platform/http';
import type { TrailRow } from './audit-trail.queries.ts';

const actingUser = z.object({
  id: z.int(),
  nomorIndukKaryawan: z.string().nullable(),
  namaLengkap: z.string(),
  roleAccess: z.string(),
});

const line = z.object({ id: z.int(), timestamp: instant, aksi: z.string(), detail: z.string() });

/** A line in the viewer (seed 003, query logs); `user` is null for what nobody known did. */
export const trailEntry = line.extend({
  user: actingUser.extend({ departmentId: z.int().nullable(), jabatanId: z.int().nullable() }).nullable(),
});

/** A line in the history of an order (seed 003, order history by code). */
export const historyEntry = line.extend({ user: actingUser.nullable() });

export function toTrailEntry(row: TrailRow): z.input<typeof trailEntry> {
  const { departmentId, jabatanId } = row;
  const { user, ...entry } = toHistoryEntry(row);
  return { ...entry, user: user && { ...user, departmentId, jabatanId } };
}

export function toHistoryEntry(row: TrailRow): z.input<typeof historyEntry> {
  const { id, timestamp, aksi, detail, userId, nomorIndukKaryawan, namaLengkap, roleAccess } = row;
  return {
    id,
    timestamp,
    aksi,
    detail,
    user:
      userId === null
        ? null
        : { id: userId, nomorIndukKaryawan, namaLengkap: namaLengkap ?? '', roleAccess: roleAccess ?? '' },
  };
}
