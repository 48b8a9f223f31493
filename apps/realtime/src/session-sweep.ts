import { passOf, type Pass, type TokenVerifier } from '@antrean/platform/auth';
import { logFailure } from '@antrean/platform/database';
import type { Logger } from '@antrean/platform/observability';
import { HandshakeRefused, type Realtime } from '@antrean/platform/realtime';
import type { Door } from './admission.ts';
import type { AppNamespace, AppSocket } from './socket.ts';

const EVERY_MS = 5_000;

export interface SessionSweep {
  sweepNow(): Promise<void>;
  stop(): Promise<void>;
}

interface OpenFeed {
  door: Door;
  namespace: AppNamespace;
}

/**
 * Ends the sockets of sessions and of tokens that have ended or expired, and of users whose roles let them hear
 * something else now, asked of PostgreSQL. The events of a logout and of a changed role do the same at once; this one
 * also notices expiry and what was changed without an event.
 */
export function startSessionSweep(options: {
  opened: readonly OpenFeed[];
  verifiers: readonly TokenVerifier[];
  roleVersions: Realtime['roleVersions'];
  log: Logger;
}): SessionSweep {
  const { opened, verifiers, roleVersions, log } = options;
  let sweeping: Promise<void> | undefined;
  let seenVersions: ReadonlyMap<string, number> | undefined;

  const readVersions = async (): Promise<ReadonlyMap<string, number>> =>
    new Map((await Promise.all(roleVersions.map(async (read) => [...(await read())]))).flat());

  const endPasses = async (): Promise<void> => {
    const sockets = opened.flatMap(({ namespace }) => [...namespace.sockets.values()]);
    for (const verifier of verifiers) {
      const byPass = groupByPass(sockets, verifier.pass);
      if (byPass.size === 0) continue;
      for (const id of await verifier.findEnded([...byPass.keys()])) {
        log.info({ [`${verifier.pass}Id`]: id }, `the ${verifier.pass} has ended; its sockets end with it`);
        for (const socket of byPass.get(id) ?? []) socket.disconnect(true);
      }
    }
  };

  /** Whether its user would be let into the same rooms today. */
  const isEntitled = async (socket: AppSocket, door: Door): Promise<boolean> => {
    const { user, rooms, request } = socket.data;
    if (!user) return true;
    try {
      const today = await door.roomsOfToday(user, request);
      return today?.symmetricDifference(rooms).size === 0;
    } catch (error) {
      if (error instanceof HandshakeRefused) return false;
      throw error;
    }
  };

  const endChangedRoles = async (): Promise<void> => {
    const before = seenVersions;
    const now = await readVersions();
    const changed = before ? [...now].filter(([role, version]) => before.get(role) !== version) : [];
    const roles = new Set(changed.map(([role]) => role));
    for (const { door, namespace } of roles.size === 0 ? [] : opened) {
      for (const socket of [...namespace.sockets.values()]) {
        if (!socket.data.user?.roles.some((role) => roles.has(role))) continue;
        // Only the transport: it comes back by itself, into the rooms of today or to be told why not.
        if (!(await isEntitled(socket, door))) socket.conn.close();
      }
    }
    // Not before all were looked at: what failed is looked at again.
    seenVersions = now;
  };

  const sweepNow = (): Promise<void> =>
    (sweeping ??= endPasses()
      .then(endChangedRoles)
      .catch((error: unknown) => logFailure(log, error, 'sessions could not be checked; trying again'))
      .finally(() => {
        sweeping = undefined;
      }));

  const timer = setInterval(() => void sweepNow(), EVERY_MS);
  return {
    sweepNow,
    stop: async () => {
      clearInterval(timer);
      await sweeping;
    },
  };
}

function groupByPass(sockets: readonly AppSocket[], kind: Pass['kind']): Map<string, AppSocket[]> {
  const groups = new Map<string, AppSocket[]>();
  for (const socket of sockets) {
    const { guest } = socket.data;
    const pass = guest && passOf(guest);
    if (pass?.kind !== kind) continue;
    const { id } = pass;
    const group = groups.get(id);
    if (group) group.push(socket);
    else groups.set(id, [socket]);
  }
  return groups;
}
