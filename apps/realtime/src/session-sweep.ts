import type { AnyTokenVerifier, Principal } from '@antrean/platform/auth';
import { logFailure, query, type Database } from '@antrean/platform/database';
import type { Logger } from '@antrean/platform/observability';
import { HandshakeRefused } from '@antrean/platform/realtime';
import type { Admit } from './admission.ts';
import type { AppNamespace, AppSocket } from './socket.ts';

const EVERY_MS = 5_000;

export interface SessionSweep {
  sweepNow(): Promise<void>;
  stop(): Promise<void>;
}

interface OpenFeed {
  admit: Admit;
  namespace: AppNamespace;
}

/**
 * Ends the sockets of sessions and display tokens that have ended or expired, and of users whose roles let them hear
 * something else now, asked of PostgreSQL. The events of a logout and of a changed role do the same at once; this one
 * also notices expiry and what was changed without an event.
 */
export function startSessionSweep(options: {
  database: Database;
  opened: readonly OpenFeed[];
  verifiers: readonly AnyTokenVerifier[];
  log: Logger;
}): SessionSweep {
  const { database, opened, verifiers, log } = options;
  let sweeping: Promise<void> | undefined;
  let roleVersions: ReadonlyMap<string, number> | undefined;

  const endPasses = async (): Promise<void> => {
    const sockets = opened.flatMap(({ namespace }) => [...namespace.sockets.values()]);
    for (const verifier of verifiers) {
      const byPass = groupByPass(sockets, verifier.kind);
      if (byPass.size === 0) continue;
      for (const id of await verifier.findEnded([...byPass.keys()])) {
        const kind = verifier.kind === 'user' ? 'session' : verifier.kind;
        log.info({ [`${kind}Id`]: id }, `the ${kind} has ended; its sockets end with it`);
        for (const socket of byPass.get(id) ?? []) socket.disconnect(true);
      }
    }
  };

  /** Whether its user would be let into the same rooms today. */
  const isEntitled = async (socket: AppSocket, admit: Admit): Promise<boolean> => {
    const { user, rooms, wish } = socket.data;
    if (!user) return true;
    try {
      const today = await admit.again(user, wish);
      return today?.symmetricDifference(rooms).size === 0;
    } catch (error) {
      if (error instanceof HandshakeRefused) return false;
      throw error;
    }
  };

  const endChangedRoles = async (): Promise<void> => {
    const before = roleVersions;
    const now = await readRoleVersions(database);
    const changed = before ? [...now].filter(([role, version]) => before.get(role) !== version) : [];
    const roles = new Set(changed.map(([role]) => role));
    for (const { admit, namespace } of roles.size === 0 ? [] : opened) {
      for (const socket of [...namespace.sockets.values()]) {
        if (!socket.data.user?.roles.some((role) => roles.has(role))) continue;
        // Only the transport: it comes back by itself, into the rooms of today or to be told why not.
        if (!(await isEntitled(socket, admit))) socket.conn.close();
      }
    }
    // Not before all were looked at: what failed is looked at again.
    roleVersions = now;
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

function groupByPass(sockets: readonly AppSocket[], kind: Principal['kind']): Map<string, AppSocket[]> {
  const groups = new Map<string, AppSocket[]>();
  for (const socket of sockets) {
    const { principal } = socket.data;
    if (principal?.kind !== kind) continue;
    const id = principal.kind === 'user' ? principal.sessionId : principal.displayId;
    const group = groups.get(id);
    if (group) group.push(socket);
    else groups.set(id, [socket]);
  }
  return groups;
}

async function readRoleVersions(database: Database): Promise<Map<string, number>> {
  const rows = await query<{ key: string; version: number }>(
    database.fork(),
    `select key, version from roles_v`,
  );
  return new Map(rows.map(({ key, version }) => [key, version]));
}
