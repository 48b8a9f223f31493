import type { Permission } from '../auth/permission.ts';
import { isUnbound, type Principal } from '../auth/principal.ts';

/**
 * Who hears of an event: whoever holds the permission that reading the thing takes, where the row belongs. A function
 * says where, or whose it is: `undefined` for nobody, `null` for a place that only those reach who reach all.
 */
export type Reader<P> = { readonly holding: Permission } & (
  | { readonly only?: (payload: P) => boolean }
  | { readonly department: (payload: P) => number | undefined }
  | {
      readonly outlet: (payload: P) => number | null | undefined;
      /** Not for those who watch all outlets. */
      readonly exactly?: true;
    }
  /** A list: of what belongs to several. */
  | { readonly clinic: (payload: P) => number | null | undefined | readonly number[] }
  | { readonly user: (payload: P) => number | null | undefined }
  | { readonly employee: (payload: P) => number | null | undefined }
);

/** What a socket must hold to hear of some event, and by what its rows are told apart. */
export interface Hearing {
  readonly permission: string;
  readonly by: 'department' | 'outlet' | 'clinic' | 'user' | 'employee' | null;
}

/** What a client narrows its feed to; it never widens. */
export interface Narrowing {
  readonly departmentId: number | null;
  readonly outletId: number | null;
}

const room = ({ permission, by }: Hearing, id: number | '*'): string => `${permission}@${by}:${id}`;

export function hearingOf<P>(reader: Reader<P>): Hearing {
  const permission = reader.holding;
  if ('department' in reader) return { permission, by: 'department' };
  if ('outlet' in reader) return { permission, by: 'outlet' };
  if ('clinic' in reader) return { permission, by: 'clinic' };
  if ('user' in reader) return { permission, by: 'user' };
  if ('employee' in reader) return { permission, by: 'employee' };
  return { permission, by: null };
}

/** The rooms of those who hear of an event. */
export function roomsOfReader<P>(reader: Reader<P>, payload: P): string[] {
  const hearing = hearingOf(reader);
  if ('department' in reader) return placeRooms(hearing, reader.department(payload));
  if ('outlet' in reader) {
    const id = reader.outlet(payload);
    return reader.exactly ? ownRooms(hearing, id) : placeRooms(hearing, id);
  }
  if ('clinic' in reader) {
    const ids = reader.clinic(payload);
    return typeof ids === 'object' && ids !== null
      ? [...new Set(ids.flatMap((each) => placeRooms(hearing, each)))]
      : placeRooms(hearing, ids);
  }
  if ('user' in reader) return ownRooms(hearing, reader.user(payload));
  if ('employee' in reader) return ownRooms(hearing, reader.employee(payload));
  return (reader.only?.(payload) ?? true) ? [hearing.permission] : [];
}

const placeRooms = (hearing: Hearing, id: number | null | undefined): string[] => {
  if (id === undefined) return [];
  return [...ownRooms(hearing, id), room(hearing, '*')];
};
const ownRooms = (hearing: Hearing, id: number | null | undefined): string[] =>
  id === null || id === undefined ? [] : [room(hearing, id)];

/** The rooms that somebody is in by what they may read: of what may be heard, what they are told of, where they reach. */
export function roomsOfGrants(
  principal: Principal,
  hearings: readonly Hearing[],
  { departmentId, outletId }: Narrowing,
): string[] {
  return hearings.flatMap((hearing) => {
    const { permission, by } = hearing;
    const reach = principal.grants.get(permission);
    if (!reach || (principal.kind === 'user' && principal.muted.has(permission))) return [];
    if (by === 'department') return narrow(reach.departments, departmentId).map((id) => room(hearing, id));
    if (by === 'outlet') return narrow(reach.outlets, outletId).map((id) => room(hearing, id));
    if (by === 'clinic') return narrow(reach.clinics, null).map((id) => room(hearing, id));
    // What belongs to no place, or to a person, is not for who holds the permission at certain places alone.
    if (!isUnbound(reach)) return [];
    if (by === null) return [permission];
    if (principal.kind !== 'user') return [];
    return ownRooms(hearing, by === 'user' ? principal.userId : principal.karyawanId);
  });
}

function narrow(ids: 'all' | ReadonlySet<number>, wanted: number | null): (number | '*')[] {
  if (ids === 'all') return [wanted ?? '*'];
  return [...ids].filter((id) => wanted === null || id === wanted);
}
