import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { system as domains } from '@antrean/domains';
import {
  createMessageRegistry,
  exampleOf,
  type AnyEvent,
  type EventDefinition,
} from '@antrean/platform/messages';
import { publish } from '@antrean/platform/outbox';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { startTestSystem, testLog, type TestSystem } from '@antrean/testing';
import { io, type Socket } from 'socket.io-client';
import { z } from 'zod';

const schema = z.looseObject({});
const message = z.object({
  payload: z.looseObject({ prefixItems: z.array(schema).exactOptional() }),
  examples: z.tuple([z.object({ payload: z.json() })]),
});
const documented = z.object({
  channels: z.record(
    z.string(),
    z.object({
      address: z.string(),
      'x-namespace': z.string(),
      tags: z.array(z.object({ name: z.string() })).optional(),
      messages: z.record(z.string(), message),
    }),
  ),
  components: z.object({ schemas: z.object({ Meta: schema }) }),
});
type Channel = z.output<typeof documented>['channels'][string];

const fits = (shape: z.core.JSONSchema.BaseSchema, value: unknown): boolean =>
  z.fromJSONSchema(shape).safeParse(value).success;
const isRequest = ({ messages }: Channel): boolean => 'request' in messages;
const registry = createMessageRegistry(domains.messages);

describe('S1-GW-13 the examples of /api/asyncapi.json', () => {
  let system: TestSystem;
  let channels: Channel[];
  let meta: z.core.JSONSchema.BaseSchema;
  const sockets: Socket[] = [];
  /** What anybody heard, by its name. */
  const heard = new Map<string, unknown[]>();
  let hasHeard: () => void = () => undefined;

  beforeAll(async () => {
    system = await startTestSystem();
    await Promise.all([system.start('api'), system.start('worker'), system.start('realtime')]);
    const document = documented.parse((await system.call('GET', '/api/asyncapi.json')).body);
    channels = Object.values(document.channels);
    meta = document.components.schemas.Meta;
    // Who may see all, who the examples are about (user 1), and who is told of work orders.
    for (const [nik, password] of [
      ['SUP001', 'super123'],
      ['ADM001', 'admin123'],
      ['PRM001', 'manager123'],
    ] as const)
      for (const namespace of ['/', '/notifications']) {
        const token = await system.login(nik, password);
        const socket = io(`${system.apiUrl}${namespace}`, { transports: ['websocket'], auth: { token } });
        socket.onAny((name: string, ...said: unknown[]) => {
          heard.set(name, said);
          hasHeard();
        });
        await new Promise<void>((resolve, reject) => {
          socket.once('connect', resolve);
          socket.once('connect_error', reject);
        });
        sockets.push(socket);
      }
  }, 90_000);
  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await system.stop();
  });

  it('every event and request has one, and it fits its schema', () => {
    const wrong: string[] = [];
    for (const channel of channels)
      for (const { payload, examples } of Object.values(channel.messages)) {
        const [{ payload: example }] = examples;
        const parts = isRequest(channel) ? [payload.prefixItems?.[0]] : [payload.prefixItems?.[0], meta];
        const said = payload.prefixItems ? z.array(z.json()).parse(example) : [example];
        const shapes = payload.prefixItems ? parts : [payload];
        if (!shapes.every((shape, n) => shape === undefined || fits(shape, said[n])))
          wrong.push(`${channel.address}: ${JSON.stringify(example)}`);
      }
    expect(wrong).toEqual([]);
  });

  it('each request is asked on a socket, and answered as is documented', async () => {
    // That the example names.
    const { status } = await system.call('POST', '/api/clinics', {
      token: await system.login('SUP001', 'super123'),
      body: {
        ...{ name: 'Klinik Hewan Sahabat', timezone: 'Asia/Jakarta' },
        ...{
          address: { street: 'Jl. Kemang Raya 12', city: 'Jakarta' },
          location: { lat: -6.2, lng: 106.8 },
        },
      },
    });
    expect(status).toBe(201);
    const requests = channels.filter(isRequest);
    expect(requests.length).toBeGreaterThan(0);
    for (const { address, 'x-namespace': namespace, messages } of requests) {
      const socket = sockets[namespace === '/' ? 0 : 1]!;
      const said = z.array(z.json()).parse(messages['request']!.examples[0].payload);
      const reply: unknown = await socket.timeout(10_000).emitWithAck(address, ...said);
      expect([address, reply, fits(messages['reply']!.payload, reply)]).toEqual([address, reply, true]);
    }
  }, 30_000);

  it('each event is published with an example of what it tells, and heard as is documented', async () => {
    const told = [...registry.events.values()].filter(({ realtime }) => realtime);
    const nameOf = ({ realtime, name }: AnyEvent): string => realtime?.name ?? name;
    const context = backgroundContext(testLog, 'test');
    const tell = async (events: readonly AnyEvent[]): Promise<void> => {
      await transaction(system.db.unitOfWork, context, async (tx) => {
        for (const event of events) {
          const payload = exampleOf(
            z.toJSONSchema(event.schema, { io: 'input', unrepresentable: 'any' }),
            'all',
          );
          publish(tx, event as EventDefinition, Object(payload));
        }
      });
      const missing = (): string[] => events.map(nameOf).filter((name) => !heard.has(name));
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 60_000);
        hasHeard = () => {
          if (missing().length > 0) return;
          clearTimeout(timer);
          resolve();
        };
        hasHeard();
      });
      expect(missing()).toEqual([]);
    };
    // Those that end the sockets of user 1 come last, and others hear them.
    const endsSockets = ({ disconnects, realtime }: AnyEvent): boolean =>
      disconnects !== undefined && (realtime?.hearings.length ?? 0) > 0;
    await tell(told.filter((event) => !endsSockets(event)));
    await tell(told.filter(endsSockets));
    for (const { address, messages } of channels.filter((channel) => !isRequest(channel))) {
      const said = heard.get(address);
      const shape = Object.values(messages)[0]!.payload.prefixItems?.[0];
      if (said && shape) expect([address, said, fits(shape, said[0])]).toEqual([address, said, true]);
    }
  }, 90_000);
});
