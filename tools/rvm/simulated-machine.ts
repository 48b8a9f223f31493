/** What a machine sends to `POST /api/rvms/:id/status`. */
export interface Report {
  readonly status: 'ONLINE' | 'FULL' | 'FAULT';
  readonly fillPercent: number;
  readonly counters: Readonly<Record<string, number>>;
  readonly message?: string;
  readonly seq: number;
  readonly reportedAt: string;
}

/** What a machine does when its time has come. */
export interface Turn {
  /** To be sent in this order; without any it gives a sign of life alone. */
  readonly reports: readonly Report[];
  /** For so long it is not heard after this. */
  readonly silentMs: number;
  /** What is to be said of it, for people. */
  readonly note: string | null;
}

const FAULTS = ['silence', 'fault', 'repetition', 'disorder', 'clock', 'reset'] as const;
const MATERIALS = ['PET', 'CAN', 'GLASS'];
const DAY_MS = 86_400_000;
/** Longer than a machine may be silent by default (RVM_OFFLINE_AFTER_S). */
const SILENCE_MS = { least: 90_000, more: 60_000 };

/**
 * A machine without hardware: people bring pieces, the bin fills up, somebody empties it, and now and then something goes
 * wrong: it is not heard for a while, is out of order, sends a report twice or two in the wrong order, its clock is a day ahead,
 * its counters are set back.
 * @param faults how likely something goes wrong at a turn, 0 to 1
 * @param random 0 to 1, as Math.random
 * @param seq the number of its last report; it grows over restarts when it begins with the time
 */
export function simulatedMachine({
  capacity,
  faults,
  random,
  seq,
}: {
  capacity: number;
  faults: number;
  random: () => number;
  seq: number;
}): { next(now: Date): Turn } {
  const counters: Record<string, number> = Object.fromEntries(MATERIALS.map((material) => [material, 0]));
  let pieces = Math.floor(random() * capacity);
  let last = seq;
  let turnsUntilEmptied = 0;
  let turnsUntilMended = 0;
  const between = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));

  const take = (): boolean => {
    const isBusy = pieces < capacity && turnsUntilMended === 0 && random() < 0.4;
    if (!isBusy) return false;
    const brought = Math.min(between(1, 25), capacity - pieces);
    pieces += brought;
    const material = MATERIALS[between(0, MATERIALS.length - 1)] ?? 'PET';
    counters[material] = (counters[material] ?? 0) + brought;
    return true;
  };
  const report = (reportedAt: Date): Report => {
    const isBroken = turnsUntilMended > 0;
    const status = isBroken ? 'FAULT' : pieces >= capacity ? 'FULL' : 'ONLINE';
    return {
      ...{ status, fillPercent: Math.floor((pieces / capacity) * 100), counters: { ...counters } },
      ...(isBroken ? { message: 'E12: conveyor blocked' } : {}),
      ...{ seq: (last += 1), reportedAt: reportedAt.toISOString() },
    };
  };

  const goWrong = (now: Date): Turn => {
    const kind = FAULTS[between(0, FAULTS.length - 1)];
    const turn = (reports: readonly Report[], note: string, silentMs = 0): Turn => ({
      reports,
      silentMs,
      note,
    });
    switch (kind) {
      case 'silence':
        return turn([], 'is not heard for a while', SILENCE_MS.least + random() * SILENCE_MS.more);
      case 'fault':
        turnsUntilMended = between(3, 8);
        return turn([report(now)], 'is out of order');
      case 'repetition': {
        const again = report(now);
        return turn([again, again], 'says the same twice');
      }
      case 'disorder': {
        const earlier = report(now);
        take();
        return turn([report(now), earlier], 'is heard in the wrong order');
      }
      case 'clock':
        return turn([report(new Date(now.getTime() + DAY_MS))], 'has a clock that is a day ahead');
      default:
        for (const material of MATERIALS) counters[material] = 0;
        return turn([report(now)], 'has set its counters back');
    }
  };

  return {
    next: (now) => {
      if (turnsUntilMended > 0) {
        turnsUntilMended -= 1;
        if (turnsUntilMended > 0) return { reports: [], silentMs: 0, note: null };
        return { reports: [report(now)], silentMs: 0, note: 'works again' };
      }
      if (random() < faults) return goWrong(now);
      if (pieces >= capacity) {
        turnsUntilEmptied -= 1;
        if (turnsUntilEmptied > 0) return { reports: [], silentMs: 0, note: null };
        pieces = 0;
        return { reports: [report(now)], silentMs: 0, note: 'was emptied' };
      }
      if (!take()) return { reports: [], silentMs: 0, note: null };
      const isFull = pieces >= capacity;
      if (isFull) turnsUntilEmptied = between(5, 15);
      return { reports: [report(now)], silentMs: 0, note: isFull ? 'is full' : null };
    },
  };
}
