import { hostname } from 'node:os';
import { reasonOf, type Logger, type Metrics } from '../observability/index.ts';
import type { Redis } from '../redis/index.ts';
import {
  BEAT_MS,
  INDEX_KEY,
  isReachableFrom,
  lifeOf,
  openRecord,
  SERVICE_NAMES,
  type ServiceName,
  type ServiceRecord,
} from './service-record.ts';

export interface KnownService extends ServiceRecord {
  /** `unreachable`: it says that it is there, but did not answer when it was last called, or its address leads elsewhere. */
  readonly state: 'up' | 'not_ready' | 'draining' | 'unreachable';
  /** Whether its operators' port is its own when it is called from here. */
  readonly hasOpsHere: boolean;
  /** Milliseconds since its last beat was seen here. */
  readonly silentMs: number;
}

/** Somewhere to call. */
export interface Target {
  /** Null of an address that was configured, where nobody is known. */
  readonly instance: string | null;
  readonly address: string;
}

/** Which processes there are, as this one knows them. Asking it never waits. */
export interface ServiceDirectory {
  /** `isStale` while Redis does not say: then these are the last that were known. */
  read(): { services: readonly KnownService[]; isStale: boolean; asOf: Date | null };
  /**
   * Whom to call, the best first: those that are ready, by how much they have in hand; then those of which something
   * speaks against it; the configured address last.
   */
  targets(name: ServiceName): readonly Target[];
  find(name: ServiceName, instance: string): Target | null;
  /** Counts something new for a target until it tells its load itself. */
  took(target: Target): void;
  /** It did not answer: the others come first until it beats again. */
  missed(target: Target): void;
  stop(): void;
}

interface Entry {
  record: ServiceRecord;
  /** When its last beat was seen, on this process's clock. */
  beatAt: number;
  given: number;
  isUnreachable: boolean;
}

/** Where this process runs, as the others call their places. */
const HERE = hostname();

/** Its address is that of somebody else when it is called from here. */
const isElsewhere = ({ record }: Entry): boolean =>
  record.address !== null && !isReachableFrom(HERE, record, record.address);

/** How many beats apart it is read. */
const READS_PER_BEAT = 2;

/** Reads again and again who is there. While Redis is away, or was emptied, what was known goes on to count. */
export function createServiceDirectory(options: {
  redis: Redis;
  secret: string;
  /** Where a service is when nobody says that it is there. */
  configured: Partial<Record<ServiceName, string>>;
  metrics?: Metrics;
  log: Logger;
  beatMs?: number;
}): ServiceDirectory {
  const { redis, secret, configured, metrics, log, beatMs = BEAT_MS } = options;
  let entries = new Map<string, Entry>();
  let asOf: Date | null = null;
  let isStale = true;

  const readRecords = async (): Promise<ServiceRecord[]> => {
    const keys = await redis.smembers(INDEX_KEY);
    const sealed = keys.length === 0 ? [] : await redis.mget(keys);
    const gone = keys.filter((_, at) => sealed[at] === null);
    if (gone.length > 0) await redis.srem(INDEX_KEY, gone);
    return sealed.flatMap((each) => (each === null ? [] : (openRecord(each, secret) ?? [])));
  };

  const keep = (records: readonly ServiceRecord[]): void => {
    const now = performance.now();
    const next = new Map<string, Entry>();
    for (const record of records) {
      const known = entries.get(record.instance);
      if (known && known.record.beat >= record.beat) next.set(record.instance, known);
      else next.set(record.instance, { record, beatAt: now, given: 0, isUnreachable: false });
    }
    // Of whom Redis says nothing: it may have been emptied. They have the rest of their time, unless they said goodbye.
    for (const [instance, entry] of entries) {
      const isAlive = now - entry.beatAt < lifeOf(beatMs) && !entry.record.draining;
      if (!next.has(instance) && isAlive) next.set(instance, entry);
    }
    entries = withoutGhosts(next);
  };

  let reading = false;
  const read = async (): Promise<void> => {
    if (reading) return;
    reading = true;
    try {
      keep(await readRecords());
      if (isStale && asOf) log.info('it is known again which processes there are');
      [asOf, isStale] = [new Date(), false];
    } catch (error) {
      if (!isStale)
        log.warn(
          { reason: reasonOf(error) },
          'Redis does not say which processes there are; the last known count',
        );
      isStale = true;
    } finally {
      reading = false;
    }
    count();
  };
  const count = (): void => {
    metrics?.servicesStale.set(isStale ? 1 : 0);
    for (const name of SERVICE_NAMES) {
      const known = [...entries.values()].filter(({ record }) => record.name === name);
      for (const state of STATES)
        metrics?.services.set({ name, state }, known.filter((entry) => stateOf(entry) === state).length);
    }
  };

  const entriesOf = (name: ServiceName): Entry[] =>
    [...entries.values()].filter(
      (entry) => entry.record.name === name && entry.record.address !== null && !isElsewhere(entry),
    );
  const targetOf = ({ record: { instance, address } }: Entry): Target[] =>
    address === null ? [] : [{ instance, address }];

  redis.on('ready', () => void read());
  const timer = setInterval(() => void read(), beatMs / READS_PER_BEAT);
  timer.unref();
  void read();
  return {
    read: () => ({
      services: [...entries.values()].map((entry) => ({
        ...entry.record,
        state: stateOf(entry),
        hasOpsHere: isReachableFrom(HERE, entry.record, entry.record.ops),
        silentMs: Math.round(performance.now() - entry.beatAt),
      })),
      isStale,
      asOf,
    }),
    targets: (name) => {
      const known = entriesOf(name).toSorted(
        (a, b) =>
          STATES.indexOf(stateOf(a)) - STATES.indexOf(stateOf(b)) ||
          a.record.load + a.given - (b.record.load + b.given),
      );
      const targets = known.flatMap(targetOf);
      const address = configured[name];
      const isKnown = targets.some((target) => target.address === address);
      return address === undefined || isKnown ? targets : [...targets, { instance: null, address }];
    },
    find: (name, instance) => {
      const entry = entriesOf(name).find(({ record }) => record.instance === instance);
      return (entry && targetOf(entry)[0]) ?? null;
    },
    took: ({ instance }) => {
      const entry = entries.get(instance ?? '');
      if (entry) entry.given += 1;
    },
    missed: ({ instance }) => {
      const entry = entries.get(instance ?? '');
      if (entry) entry.isUnreachable = true;
    },
    stop: () => clearInterval(timer),
  };
}

/** The best first. */
const STATES = ['up', 'not_ready', 'draining', 'unreachable'] as const;

function stateOf(entry: Entry): KnownService['state'] {
  const { record, isUnreachable } = entry;
  if (isUnreachable || isElsewhere(entry)) return 'unreachable';
  if (record.draining) return 'draining';
  return record.ready ? 'up' : 'not_ready';
}

/** Without those whose place another has taken, who started later and listens where they did. */
function withoutGhosts(entries: ReadonlyMap<string, Entry>): Map<string, Entry> {
  const latest = new Map<string, number>();
  for (const { record } of entries.values()) {
    const place = placeOf(record);
    latest.set(place, Math.max(latest.get(place) ?? 0, record.epoch));
  }
  return new Map([...entries].filter(([, { record }]) => latest.get(placeOf(record)) === record.epoch));
}

/**
 * Instances of the api share a port (PM2's cluster mode); of no other service do two listen at one address of a machine.
 * Two machines may tell the same one, such as 127.0.0.1.
 */
const placeOf = ({ name, host, address, ops }: ServiceRecord): string =>
  `${name} ${host ?? ''} ${name === 'api' ? ops : (address ?? ops)}`;
