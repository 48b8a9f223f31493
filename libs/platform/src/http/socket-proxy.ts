import type { ClientRequest, IncomingMessage, Server } from 'node:http';
import { ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import type { Logger } from '../observability/index.ts';
import { CLIENT_ADDRESS_HEADER, forwardedAddress, signClientAddress } from '../realtime/index.ts';

export interface SocketProxy {
  readonly middleware: RequestHandler;
  /** Serves websockets of the server that the app listens on. */
  attach(server: Server): void;
  /** Ends the websockets that pass through; their clients reconnect elsewhere. */
  detach(): void;
}

/**
 * Passes `/socket.io` on to the realtime tier, long polling and websockets, so that clients may use the api's port
 * (decision 08). It tells whose connection it is, because that tier limits them by address. Call `attach` with the
 * server that the app listens on; it takes no other upgrades (`isSocketUpgrade`).
 */
export function createSocketProxy(options: {
  target: string;
  trustedProxies: number;
  /** What proves to the realtime tier that an address comes from here. */
  secret: string;
  log: Logger;
}): SocketProxy {
  const { target, trustedProxies, secret, log } = options;
  const tellAddress = (passedOn: ClientRequest, request: IncomingMessage): void => {
    const address = forwardedAddress(request, trustedProxies);
    passedOn.setHeader(CLIENT_ADDRESS_HEADER, signClientAddress(address, secret));
  };
  const upgraded = new Set<Socket>();
  const proxy = createProxyMiddleware({
    target,
    pathFilter: '/socket.io',
    xfwd: true,
    on: {
      proxyReq: tellAddress,
      proxyReqWs: tellAddress,
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
