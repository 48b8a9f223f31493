import { logFailure } from '@antrean/platform/database';
import type { Logger, Metrics } from '@antrean/platform/observability';
import { HandshakeRefused, passRoom, userRoom, type EventStream } from '@antrean/platform/realtime';
import { createBudget } from './budget.ts';
import type { Door } from './admission.ts';
import { readConnectionRequest } from './handshake.ts';
import type { Limits } from './limits.ts';
import type { ReplayAndJoin } from './replay.ts';
import { addressOf, type GuardConfig } from './request-guard.ts';
import type { AppNamespace, AppServer, AppSocket } from './socket.ts';
import { createLanes, createTurns } from '@antrean/platform/realtime';

/** Clients whose right to come in is asked of the database at a time. */
const LANES = 4;

interface NamespaceOptions {
  config: GuardConfig;
  stream: Pick<EventStream, 'position'>;
  replayAndJoin: ReplayAndJoin;
  limits: Limits['sockets'];
  metrics: Metrics;
  log: Logger;
}

/** Opens a feed: decides at the handshake, catches the socket up, and counts it. */
export function openNamespace(
  io: AppServer,
  name: string,
  door: Door,
  options: NamespaceOptions,
): AppNamespace {
  const { config, stream, replayAndJoin, limits, metrics, log } = options;
  const namespace = io.of(name);

  const mayConnect = createBudget(limits.rate);
  const turn = createTurns();
  const lane = createLanes(LANES);

  const admit = async (socket: AppSocket): Promise<void> => {
    const request = readConnectionRequest(socket.handshake);
    await turn();
    const address = addressOf(socket.request, config);
    socket.data = await lane(async () => {
      const checkedAt = stream.position();
      const { guest, principal, rooms } = await door.admit(request);
      const user = guest?.kind === 'user' ? guest : null;
      const own = user ? userRoom(user.userId) : guest && passRoom(guest);
      const who = { guest, principal, user, client: own ?? address, address };
      return { ...who, rooms, request: { ...request, token: null }, checkedAt };
    });
    const { client } = socket.data;
    const isOpen = namespace.adapter.rooms.get(client)?.size ?? 0;
    if (isOpen >= limits.perClient || !mayConnect(client)) {
      throw new HandshakeRefused(
        'too_many_connections',
        'There are too many connections of this user, display or address. Close some, wait a minute, connect again.',
      );
    }
  };

  const welcome = async (socket: AppSocket): Promise<void> => {
    if (!(await replayAndJoin(socket))) return;
    const { guest, user, rooms } = socket.data;
    const shown = [...rooms].filter((room) => !guest || room !== passRoom(guest));
    log.info({ socketId: socket.id, userId: user?.userId }, `Joined rooms: ${shown.join(', ')}`);
  };

  namespace.use((socket, next) => {
    admit(socket).then(
      () => next(),
      (error: unknown) => {
        if (error instanceof HandshakeRefused) {
          log.info({ code: error.data.code }, `a client was refused: ${error.message}`);
          next(error);
          return;
        }
        logFailure(log, error, 'a handshake failed; the client is to connect again');
        // Only the transport: a refused client stays away, this one comes back by itself.
        socket.conn.close();
        next(new Error('closed'));
      },
    );
  });
  namespace.on('connection', (socket) => {
    const about = { socketId: socket.id, namespace: name, userId: socket.data.user?.userId };
    const count = (): void => metrics.realtimeConnections.set({ namespace: name }, namespace.sockets.size);
    log.info(about, `✅ Client connected: ${socket.id}`);
    count();
    socket.on('disconnect', (reason) => {
      log.info({ ...about, reason }, `❌ Client disconnected: ${socket.id}`);
      count();
    });
    socket.on('error', (error) =>
      log.info({ ...about, err: error }, 'a client sent what is no Socket.IO packet'),
    );
    welcome(socket).catch((error: unknown) => {
      logFailure(log, error, 'a client could not be caught up; it is to connect again', about);
      socket.conn.close();
    });
  });
  return namespace;
}
