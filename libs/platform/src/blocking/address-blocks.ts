import { listOf } from './network.ts';

/** Addresses from which nothing is taken. */
export interface AddressBlock {
  /** Such as `203.0.113.0/24`. */
  readonly cidr: string;
  /** Set by somebody, or made because it flooded. */
  readonly origin: 'manual' | 'automatic';
  /** Milliseconds; null until it is lifted. */
  readonly endsInMs: number | null;
}

/** Which addresses are blocked, as this process knows it. To ask costs microseconds and never waits. */
export interface AddressBlocks {
  /** The origin of the block that an address is under, a manual one first; null when there is none. */
  find(address: string): AddressBlock['origin'] | null;
  /** From now on these stand, and no others. */
  replace(blocks: readonly AddressBlock[]): void;
  /** Calls it whenever others stand; sockets that are open are to be looked at. */
  onReplaced(listener: () => void): void;
}

type Standing = Pick<AddressBlock, 'cidr' | 'origin'> & { readonly endsAt: number };

export function createAddressBlocks(): AddressBlocks {
  const listeners = new Set<() => void>();
  let standing: readonly Standing[] = [];
  let nextEnd = Infinity;
  let manual = listOf([]);
  let automatic = listOf([]);

  const compile = (): void => {
    const now = performance.now();
    standing = standing.filter(({ endsAt }) => endsAt > now);
    nextEnd = standing.reduce((soonest, { endsAt }) => Math.min(soonest, endsAt), Infinity);
    const of = (wanted: AddressBlock['origin']) =>
      listOf(standing.filter(({ origin }) => origin === wanted).map(({ cidr }) => cidr));
    [manual, automatic] = [of('manual'), of('automatic')];
  };

  return {
    find: (address) => {
      if (performance.now() >= nextEnd) compile();
      if (manual.has(address)) return 'manual';
      return automatic.has(address) ? 'automatic' : null;
    },
    replace: (blocks) => {
      const now = performance.now();
      standing = blocks.map(({ cidr, origin, endsInMs }) => ({
        ...{ cidr, origin },
        endsAt: endsInMs === null ? Infinity : now + endsInMs,
      }));
      compile();
      for (const listener of listeners) listener();
    },
    onReplaced: (listener) => void listeners.add(listener),
  };
}

/** Whether a network would hold an address, as it is judged when a request comes. */
export const isCovered = (address: string, cidr: string): boolean => listOf([cidr]).has(address);
