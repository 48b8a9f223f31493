import type { Rate } from './budget.ts';

/** What one client may ask of an instance. Whoever is refused waits, or reads by REST. */
export interface Limits {
  /** Packets that one connection may send, and that may wait for a client that does not take them. */
  packets: { inbound: Rate; outboundBacklog: number };
  /** Connections that are open at once, and how often new ones may be opened. An address may be a whole company's. */
  connections: { perAddress: number; rate: Rate };
  /** The same for the sockets of one user or one display. */
  sockets: { perClient: number; rate: Rate };
  /** Events that are replayed: in one go, and in the long run. A search of the log counts as `search` events. */
  replay: { most: number; search: number; perClient: Rate; perAddress: Rate };
}

export const LIMITS: Limits = {
  // Heartbeats take one packet in twenty seconds; a replay is a thousand packets at most.
  packets: { inbound: { burst: 60, perSecond: 10 }, outboundBacklog: 5_000 },
  connections: { perAddress: 3_000, rate: { burst: 3_000, perSecond: 100 } },
  sockets: { perClient: 60, rate: { burst: 120, perSecond: 2 } },
  replay: {
    most: 1_000,
    search: 50,
    perClient: { burst: 5_000, perSecond: 80 },
    perAddress: { burst: 100_000, perSecond: 1_600 },
  },
};
