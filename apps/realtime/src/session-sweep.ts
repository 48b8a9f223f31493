import { findEndedDisplays } from '@antrean/pos';
import { query, type Database } from '@antrean/platform/database';
import type { Logger } from '@antrean/platform/observability';
import type { AppNamespace, AppSocket, Pass } from './socket.ts';

const EVERY_MS = 5_000;

export interface SessionSweep {
  sweepNow(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Ends the sockets of sessions and display tokens that have ended or expired, asked of PostgreSQL in one statement each.
 * The event of a logout does the same at once; this one also notices expiry, and works while Redis is away.
 */
export function startSessionSweep(options: {
  database: Database;
  namespaces: readonly AppNamespace[];
  log: Logger;
}): SessionSweep {
  const { database, namespaces, log } = options;
  let sweeping: Promise<void> | undefined;

  const sweep = async (): Promise<void> => {
    const sockets = namespaces.flatMap((namespace) => [...namespace.sockets.values()]);
    for (const [kind, findEnded] of [
      ['session', findEndedSessions],
      ['display', findEndedDisplays],
    ] as const) {
      const byPass = groupByPass(sockets, kind);
      if (byPass.size === 0) continue;
      for (const id of await findEnded(database, [...byPass.keys()])) {
        log.info({ [`${kind}Id`]: id }, `the ${kind} has ended; its sockets end with it`);
        for (const socket of byPass.get(id) ?? []) socket.disconnect(true);
      }
    }
  };

  const sweepNow = (): Promise<void> =>
    (sweeping ??= sweep()
      .catch((error: unknown) => log.warn({ err: error }, 'sessions could not be checked; trying again'))
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
    const { pass } = socket.data;
    if (pass?.kind === kind) groups.set(pass.id, [...(groups.get(pass.id) ?? []), socket]);
  }
  return groups;
}

async function findEndedSessions(database: Database, ids: readonly string[]): Promise<string[]> {
  const rows = await query<{ id: string }>(
    database.fork(),
    `select open.id from unnest(?::uuid[]) as open (id)
     where not exists (
       select 1 from sessions s join users u on u.id = s.user_id
       where s.id = open.id and s.ended_at is null and s.expires_at > now() and u.is_active)`,
    [`{${ids.join(',')}}`],
  );
  return rows.map(({ id }) => id);
}
