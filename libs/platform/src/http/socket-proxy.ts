import type { IncomingMessage, Server } from 'node:http';
import { ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import type { Logger } from '../observability/index.ts';

export interface SocketProxy {
  readonly middleware: RequestHandler;
  /** Serves websockets of the server that the app listens on. */
  attach(server: Server): void;
  /** Ends the websockets that pass through; their clients reconnect elsewhere. */
  detach(): void;
}

/**
 * Passes `/socket.io` on to the realtime tier, long polling and websockets, so that clients may use the api's port
 * (decision 08). Call `attach` with the server that the app listens on; it takes no other upgrades (`isSocketUpgrade`).
 */
export function createSocketProxy(target: string, log: Logger): SocketProxy {
  const upgraded = new Set<Socket>();
  const proxy = createProxyMiddleware({
    target,
    pathFilter: '/socket.io',
    xfwd: true,
    on: {
      error: (error, _request, response) => {
        log.warn({ err: error }, 'the realtime tier cannot be reached');
        if (response instanceof ServerResponse) {
          if (!response.headersSent)
            response.writeHead(503, { 'Content-Type': 'text/plain', 'Retry-After': '1' });
          response.end('The realtime tier is away for a moment.');
        } else if (response instanceof Socket) {
          response.destroy();
        }
      },
    },
  });
  return {
    middleware: (request, response, next) => void proxy(request, response, next),
    attach: (server) => {
      server.on('upgrade', (request: IncomingMessage, socket, head) => {
        if (!(socket instanceof Socket)) {
          socket.destroy();
          return;
        }
        upgraded.add(socket);
        socket.once('close', () => upgraded.delete(socket));
        proxy.upgrade(request, socket, head);
      });
    },
    detach: () => {
      for (const socket of upgraded) socket.destroy();
    },
  };
}
