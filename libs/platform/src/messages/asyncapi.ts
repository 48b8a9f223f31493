import { z } from 'zod';
import { exampleOf } from './example.ts';
import { asJson, type Json, type JsonObject } from './json.ts';
import type { AnySignal } from './define-signal.ts';
import type { MessageRegistry } from './registry.ts';
import type { AnySocketRequest } from './socket-request.ts';

/** The AsyncAPI 3.0 document of what sockets may receive and ask, made from the declarations. */
export function asyncApiDocument(
  registry: MessageRegistry,
  info: { title: string; version: string; url: string },
  requests: readonly AnySocketRequest[] = [],
): JsonObject {
  const channels: Record<string, JsonObject> = {};
  const operations: Record<string, JsonObject> = {};
  for (const event of [...registry.events.values(), ...registry.signals.values()]) {
    if (!event.realtime) continue;
    const name = event.realtime.name ?? event.name;
    const schema = event.realtime.schema ?? event.schema;
    const payload = payloadSchema(schema);
    const signal = event.kind === 'signal' ? aboutSignal(event) : null;
    const key = keyOf(name);
    channels[key] = {
      address: name,
      description: [`${event.summary} Namespace ${event.realtime.namespace}.`, signal?.description ?? []]
        .flat()
        .join(' '),
      'x-namespace': event.realtime.namespace,
      ...(signal ? { tags: signal.tags } : {}),
      messages: {
        [key]: {
          name,
          summary: event.summary,
          ...(signal ? { tags: signal.tags } : {}),
          payload: {
            type: 'array',
            description: 'The arguments of the Socket.IO event: payload, then meta.',
            prefixItems: [payload, { $ref: '#/components/schemas/Meta' }],
          },
          examples: [{ payload: [exampleOf(described(schema), 'all'), { ...EXAMPLE_META, name }] }],
        },
      },
    };
    operations[`receive_${key}`] = {
      action: 'send',
      channel: { $ref: `#/channels/${key}` },
      summary: event.summary,
    };
  }
  for (const { name, summary, namespace, input, reply } of requests) {
    const key = keyOf(name);
    const channel = { $ref: `#/channels/${key}` };
    channels[key] = {
      address: name,
      description: `${summary} Namespace ${namespace}. Send it ${input instanceof z.ZodUndefined ? 'without arguments' : 'with one argument'}, with an acknowledgement.`,
      'x-namespace': namespace,
      messages: {
        request: {
          ...{ name, summary, payload: argumentsOf(input) },
          examples: [
            { payload: input instanceof z.ZodUndefined ? [] : [exampleOf(described(input), 'needed')] },
          ],
        },
        reply: {
          ...{ name, summary, payload: payloadSchema(reply) },
          examples: [{ payload: exampleOf(described(reply), 'all') }],
        },
      },
    };
    operations[`ask_${key}`] = {
      action: 'receive',
      channel,
      summary,
      messages: [{ $ref: `#/channels/${key}/messages/request` }],
      reply: { channel, messages: [{ $ref: `#/channels/${key}/messages/reply` }] },
    };
  }
  return {
    asyncapi: '3.0.0',
    info: {
      title: info.title,
      version: info.version,
      description:
        'Connect with `auth.since` set to the highest `meta.seq` that you had: what you missed comes first, then ' +
        '`stream.position { seq }`, then live events. `replay.gap { since, oldestSeq }` says that there is more than ' +
        'you are replayed (1,000 events, three days): load your lists anew by REST. Channels with the tag `signal` ' +
        'tell how something is at this moment: they may be lost and are not replayed.',
    },
    servers: { realtime: { unitOfWork: new URL(info.url).host, protocol: 'socket.io' } },
    channels,
    operations,
    components: {
      schemas: {
        Meta: {
          type: 'object',
          required: ['id', 'seq', 'at', 'name'],
          properties: {
            id: { type: 'string', format: 'uuid', description: 'Names the event; deduplicate by it' },
            seq: { type: 'integer', description: 'Grows in delivery order; send the last one as auth.since' },
            at: { type: 'string', format: 'date-time' },
            name: { type: 'string' },
          },
        },
      },
    },
  };
}

const argumentsOf = (input: z.ZodType): JsonObject =>
  input instanceof z.ZodUndefined
    ? { type: 'array', maxItems: 0 }
    : { type: 'array', prefixItems: [payloadSchema(input)], minItems: 1, maxItems: 1 };

/** How a signal comes, in words and for tools. */
const aboutSignal = ({ everyMs }: AnySignal) => ({
  description:
    'A signal: how it is at this moment, at most every ' +
    `${everyMs} ms of one thing. It may be lost and is not replayed after \`auth.since\`; only the last value counts. ` +
    'Its `meta.seq` is that of the last event before it.',
  tags: [{ name: 'signal', description: 'May be lost, not replayed.' }],
});

const keyOf = (name: string): string => name.replaceAll(/[^A-Za-z0-9]+/g, '_');

/** `input`: payloads may get more fields, so the document must not forbid them. */
function payloadSchema(schema: z.ZodType): Json {
  const { $schema: _, ...payload } = described(schema);
  return asJson(payload);
}

const described = (schema: z.ZodType): z.core.JSONSchema.BaseSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

const EXAMPLE_META: JsonObject = {
  id: '0199a6f0-0000-7000-8000-000000000001',
  seq: 1841,
  at: '2025-10-01T07:30:00.000Z',
};
