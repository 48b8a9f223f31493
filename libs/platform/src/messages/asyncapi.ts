import { z } from 'zod';
import { asJson, type JsonObject } from './json.ts';
import type { MessageRegistry } from './registry.ts';

/** The AsyncAPI 3.0 document of what sockets may receive, made from the event declarations. */
export function asyncApiDocument(
  registry: MessageRegistry,
  info: { title: string; version: string; url: string },
): JsonObject {
  const channels: Record<string, JsonObject> = {};
  const operations: Record<string, JsonObject> = {};
  for (const event of registry.events.values()) {
    if (!event.realtime) continue;
    const name = event.realtime.name ?? event.name;
    // `input`: payloads may get more fields, so the document must not forbid them.
    const { $schema: _, ...payload } = z.toJSONSchema(event.realtime.schema ?? event.schema, {
      io: 'input',
      unrepresentable: 'any',
    });
    const key = name.replaceAll(/[^A-Za-z0-9]+/g, '_');
    channels[key] = {
      address: name,
      description: `${event.summary} Namespace ${event.realtime.namespace}.`,
      messages: {
        [key]: {
          name,
          summary: event.summary,
          payload: {
            type: 'array',
            description: 'The arguments of the Socket.IO event: payload, then meta.',
            prefixItems: [asJson(payload), { $ref: '#/components/schemas/Meta' }],
          },
        },
      },
    };
    operations[`receive_${key}`] = {
      action: 'send',
      channel: { $ref: `#/channels/${key}` },
      summary: event.summary,
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
        'you are replayed (1,000 events, three days): load your lists anew by REST.',
    },
    servers: { realtime: { host: new URL(info.url).host, protocol: 'socket.io' } },
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
