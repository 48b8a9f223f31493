import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { definePermissions, EVERYWHERE, type UserPrincipal } from '@antrean/platform/auth';
import { asyncApiDocument, createMessageRegistry } from '@antrean/platform/messages';
import { answerRequest } from '@antrean/platform/realtime';
import { testLog } from '@antrean/testing';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';
import { serveRequest } from './requests.ts';
import type { AppServer } from './socket.ts';

const permissions = definePermissions('calendars', ['watch']);
const watch = {
  name: 'watch',
  summary: 'Watches a calendar.',
  namespace: '/calendars',
  input: z.object({ clinicId: z.int() }),
  reply: z.object({ watching: z.int() }),
  permission: permissions.watch,
  budget: { burst: 3, perSecond: 0 },
};

const siti: UserPrincipal = {
  kind: 'user',
  userId: 7,
  nik: null,
  name: 'Siti',
  role: 'clinic_staff',
  roles: ['clinic_staff'],
  grants: new Map(),
  scopedRoles: [],
  muted: new Set(),
  serves: 'all',
  karyawanId: null,
  departmentId: null,
  sessionId: 's',
  tokenId: null,
  language: 'id',
  mustChangePassword: false,
};

describe('what clients ask on sockets', () => {
  let server: AppServer;
  let url: string;
  let held: readonly string[] = [permissions.watch];
  const clients: Socket[] = [];

  beforeAll(async () => {
    const http = createServer();
    server = new Server(http);
    const namespace = server.of(watch.namespace);
    namespace.use((socket, next) => {
      const principal: UserPrincipal = {
        ...siti,
        grants: new Map(held.map((permission) => [permission, EVERYWHERE])),
      };
      socket.data = { ...socket.data, principal, rooms: new Set<string>(), client: socket.id };
      next();
    });
    const answer = answerRequest(watch, async (_asker, { clinicId }) => {
      if (clinicId === 13) throw new Error('the database is away');
      return { watching: clinicId };
    });
    serveRequest(namespace, answer, testLog);
    await once(http.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}${watch.namespace}`;
  });
  afterAll(async () => {
    for (const client of clients) client.disconnect();
    await server.close();
  });
  const open = (): Socket => {
    const client = io(url, { transports: ['websocket'], forceNew: true });
    clients.push(client);
    return client;
  };

  it('is answered by who is asked, as often as may be, and only for what fits the declaration', async () => {
    const client = open();
    const ask = (input: unknown): Promise<unknown> => client.emitWithAck('watch', input);
    expect(await ask({ clinicId: 7 })).toEqual({ watching: 7 });
    expect(await ask('nonsense')).toEqual({ error: 'invalid_request' });
    expect(await ask({ clinicId: 13 })).toEqual({ error: 'unavailable' });
    expect(await ask({ clinicId: 7 })).toEqual({ error: 'too_many_requests' });
  });

  it('is refused to who lacks the permission, and without an acknowledgement it is nothing', async () => {
    held = [];
    const client = open();
    client.emit('watch', { clinicId: 7 });
    client.emit('watch');
    expect(await client.emitWithAck('watch', { clinicId: 7 })).toEqual({ error: 'forbidden' });
  });

  it('is documented with its argument', () => {
    const info = { title: 't', version: '1', url: 'http://localhost' };
    expect(asyncApiDocument(createMessageRegistry([]), info, [watch])).toMatchObject({
      channels: {
        watch: {
          description: expect.stringContaining('Send it with one argument, with an acknowledgement.'),
          messages: { request: { payload: { prefixItems: [{ required: ['clinicId'] }], maxItems: 1 } } },
        },
      },
    });
  });
});
