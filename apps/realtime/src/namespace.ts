import type { Logger, Metrics } from '@antrean/platform/observability';
import type { Feed } from './feed.ts';
import { HandshakeRefused, readWish } from './handshake.ts';
import { replayAndJoin, type ReplayOptions } from './replay.ts';
import { passRoom, type AppNamespace, type AppServer, type AppSocket } from './socket.ts';

interface NamespaceOptions extends ReplayOptions {
  metrics: Metrics;
  log: Logger;
}

/** Opens a feed: decides at the handshake, catches the socket up, and counts it. */
export function openNamespace(io: AppServer, feed: Feed, options: NamespaceOptions): AppNamespace {
  const { stream, metrics, log } = options;
  const namespace = io.of(feed.namespace);

  const admit = async (socket: AppSocket): Promise<void> => {
    const checkedAt = stream.position();
    const wish = readWish(socket.handshake);
    socket.data = { ...(await feed.admit(wish)), since: wish.since, checkedAt };
  };

  const welcome = async (socket: AppSocket): Promise<void> => {
    if (!(await replayAndJoin(socket, options))) return;
    const { user, pass, rooms } = socket.data;
    const shown = rooms.filter((room) => !pass || room !== passRoom(pass));
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
        log.error({ err: error }, 'a handshake failed; the client is to connect again');
        // Only the transport: a refused client stays away, this one comes back by itself.
        socket.conn.close();
        next(new Error('closed'));
      },
    );
  });
  namespace.on('connection', (socket) => {
    const about = { socketId: socket.id, namespace: feed.namespace, userId: socket.data.user?.userId };
    const count = (): void =>
      metrics.realtimeConnections.set({ namespace: feed.namespace }, namespace.sockets.size);
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
      log.warn({ ...about, err: error }, 'a client could not be caught up; it is to connect again');
      socket.conn.close();
    });
  });
  return namespace;
}
