import { io } from 'socket.io-client';

export interface Received {
  name: string;
  payload: Record<string, unknown>;
  meta: { id: string; seq: number; at: string; name: string };
}

export interface SocketClient {
  readonly id: string;
  /** Resolves as soon as what has been received satisfies the condition. */
  until(condition: () => boolean): Promise<void>;
  /** Resolves with the reason when the server or the network ends the connection. */
  readonly ended: Promise<string>;
  close(): void;
}

/** Connects as the documentation says and collects every event that arrives. Rejects when the server refuses. */
export async function connectSocket(
  url: string,
  auth: Record<string, unknown>,
  received: Received[],
  options: { reconnection?: boolean } = {},
): Promise<SocketClient> {
  const socket = io(url, {
    transports: ['websocket'],
    auth,
    withCredentials: true,
    forceNew: true,
    reconnection: options.reconnection ?? false,
    reconnectionDelay: 100,
  });
  const waiting = new Set<() => void>();
  socket.onAny((name: string, payload: Record<string, unknown>, meta: Received['meta']) => {
    // Comes every second to who may see it, whatever a test is about.
    if (name === 'dashboard.metrics') return;
    received.push({ name, payload, meta });
    for (const look of [...waiting]) look();
  });
  const ended = new Promise<string>((resolve) => socket.once('disconnect', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', (error) => {
      if (!options.reconnection) {
        socket.close();
        reject(error);
      }
    });
  });
  return {
    id: socket.id ?? '',
    until: (condition) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!condition()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    ended,
    close: () => void socket.close(),
  };
}
