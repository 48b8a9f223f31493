import type { TokenHolder } from '../auth/index.ts';
import { isPublicAddress } from './network.ts';

/** Refused requests of one address within a minute that are a flood. */
export const FLOOD_MINUTE = 600;
const WINDOW_MS = 60_000;
/** For so long after somebody who is spared was seen at an address, nothing from there is a flood. */
const SPARED_MS = 3_600_000;
/** Addresses that are watched at a time, and that are spared; whoever comes beyond is refused as before, and not blocked. */
const MOST = 20_000;

/** Sees which clients go on although they are refused. */
export interface FloodWatch {
  /** Says whose requests are no flood, and lift the automatic block that they meet. */
  exempt(isExempt: (holder: TokenHolder) => boolean): void;
  isExempt(holder: TokenHolder): boolean;
  /** A request was refused because there were too many. @param key an address, or the network of one customer */
  refused(key: string): void;
  /** Somebody exempt was seen there. @param isBlocked whether that address is blocked automatically, which must end */
  spare(key: string, isBlocked?: boolean): void;
  /** What has to be blocked, and of which addresses the block must be lifted; each is told once. */
  take(): { floods: string[]; spared: string[] };
}

/** @param options.now milliseconds of a monotonic clock */
export function createFloodWatch({
  limit = FLOOD_MINUTE,
  now = () => performance.now(),
}: { limit?: number; now?: () => number } = {}): FloodWatch {
  let counts = new Map<string, number>();
  let windowEnds = 0;
  let floods = new Set<string>();
  let spared = new Set<string>();
  const sparedUntil = new Map<string, number>();
  let judge: (holder: TokenHolder) => boolean = () => false;

  const isSpared = (key: string, time: number): boolean => {
    const until = sparedUntil.get(key);
    if (until === undefined) return false;
    if (until > time) return true;
    sparedUntil.delete(key);
    return false;
  };

  return {
    exempt: (isExempt) => {
      judge = isExempt;
    },
    isExempt: (holder) => judge(holder),
    refused: (key) => {
      const time = now();
      if (time >= windowEnds) {
        counts = new Map();
        windowEnds = time + WINDOW_MS;
      }
      const count = (counts.get(key) ?? 0) + 1;
      if (counts.size >= MOST && count === 1) return;
      counts.set(key, count);
      if (count < limit || !isPublicAddress(key.split('/', 1)[0] ?? '') || isSpared(key, time)) return;
      counts.delete(key);
      floods.add(key);
    },
    spare: (key, isBlocked = false) => {
      if (isBlocked) spared.add(key);
      // The one that was seen last stands last.
      sparedUntil.delete(key);
      sparedUntil.set(key, now() + SPARED_MS);
      const [oldest = key] = sparedUntil.keys();
      if (sparedUntil.size > MOST) sparedUntil.delete(oldest);
    },
    take: () => {
      const taken = { floods: [...floods], spared: [...spared] };
      [floods, spared] = [new Set(), new Set()];
      return taken;
    },
  };
}
