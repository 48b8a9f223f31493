/** What a machine can say of itself. */
export const REPORTED_STATUSES = ['ONLINE', 'FULL', 'FAULT', 'MAINTENANCE'] as const;
export type ReportedStatus = (typeof REPORTED_STATUSES)[number];

/** What is shown of it: one that was never heard is UNKNOWN, one that has fallen silent OFFLINE. */
export const STATUSES = ['UNKNOWN', ...REPORTED_STATUSES, 'OFFLINE'] as const;
export type Status = (typeof STATUSES)[number];

/** In this order somebody has to go to them. */
export const WORST_FIRST = [
  'FAULT',
  'FULL',
  'OFFLINE',
  'MAINTENANCE',
  'UNKNOWN',
  'ONLINE',
] as const satisfies readonly Status[];

/** What a person may say that a machine is, for a while. */
export const OVERRIDES = [...REPORTED_STATUSES, 'OFFLINE'] as const;
export type Override = (typeof OVERRIDES)[number];

/** By what the state of a machine, or what is known of it, comes to be another. */
export const CAUSES = ['report', 'heartbeat', 'silence', 'override', 'override-end'] as const;
export type Cause = (typeof CAUSES)[number];

/** What somebody has to see to. FLAPPING: the status changes so often that each change is no news. */
export const ALARM_KINDS = ['FULL', 'FAULT', 'OFFLINE', 'FLAPPING'] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

/** So many signs of life in a row, and a machine that was silent is back for good. */
export const BACK_FOR_GOOD = 2;

/** What decides how a machine is shown. */
export interface Standing {
  readonly reportedStatus: ReportedStatus | null;
  /** Signs of life since it was silent, counted up to {@link BACK_FOR_GOOD}. */
  readonly beats: number;
  readonly wasHeard: boolean;
  readonly overrideStatus: Override | null;
}

/** How a machine is by what it says, or does not say: what an override lies upon. */
export function statusBeneath({ reportedStatus, beats, wasHeard }: Omit<Standing, 'overrideStatus'>): Status {
  if (!wasHeard) return 'UNKNOWN';
  return beats === 0 ? 'OFFLINE' : (reportedStatus ?? 'ONLINE');
}

/** How a machine is shown. */
export const statusOf = (standing: Standing): Status => standing.overrideStatus ?? statusBeneath(standing);

/**
 * What such a machine needs somebody for. That somebody has said it is OFFLINE is no silence, and one that says that
 * somebody works on it may be switched off.
 */
export function alarmOf({
  status,
  reportedStatus,
  overrideStatus,
}: Pick<Standing, 'reportedStatus' | 'overrideStatus'> & { readonly status: Status }): AlarmKind | null {
  if (status === 'FULL' || status === 'FAULT') return status;
  const isSilent = status === 'OFFLINE' && overrideStatus === null;
  return isSilent && reportedStatus !== 'MAINTENANCE' ? 'OFFLINE' : null;
}

export type Counters = Readonly<Record<string, number>>;

export interface Counted {
  /** By how much each counter has grown. One that went backwards was set back: it has counted what it shows since. */
  readonly deltas: Counters;
  readonly wasReset: boolean;
  /** As the machine shows them now; a counter that it does not name stays. */
  readonly counters: Counters;
  readonly collected: Counters;
}

/** What counters say beside what they said before. */
export function countOn(
  before: { readonly counters: Counters; readonly collected: Counters },
  said: Counters,
): Counted {
  const grown = Object.entries(said).map(([material, value]) => {
    const last = before.counters[material] ?? 0;
    return { material, delta: value < last ? value : value - last, isReset: value < last };
  });
  const deltas = Object.fromEntries(
    grown.filter(({ delta }) => delta > 0).map(({ material, delta }) => [material, delta]),
  );
  return {
    deltas,
    wasReset: grown.some(({ isReset }) => isReset),
    counters: { ...before.counters, ...said },
    collected: {
      ...before.collected,
      ...Object.fromEntries(
        Object.entries(deltas).map(([material, delta]) => [
          material,
          (before.collected[material] ?? 0) + delta,
        ]),
      ),
    },
  };
}
