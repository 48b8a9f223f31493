import { describe, expect, it } from '@jest/globals';
import { system } from '@antrean/domains';
import {
  asyncApiDocument,
  auditActionsOf,
  auditEntryOf,
  createMessageRegistry,
  type AnyEvent,
  type EventRecord,
} from '@antrean/platform/messages';
import { audienceOf } from '@antrean/platform/realtime';
import { z } from 'zod';
import { sampleOf, type JsonSchema } from './json-sample.ts';

const registry = createMessageRegistry(system.messages);
const events = [...registry.events.values()];
/** More than any choice in a payload has alternatives. */
const TURNS = [...Array(12).keys()];

/** Payloads of an event, as they are stored. */
const samples = (event: AnyEvent): EventRecord[] => {
  const schema = z.toJSONSchema(event.schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return TURNS.map((turn) => ({
    seq: 1,
    id: 'e',
    at: '2025-10-01T07:30:00.000Z',
    name: event.name,
    version: event.version,
    payload: sampleOf(schema, turn) as EventRecord['payload'],
    actorId: null,
    correlationId: null,
  }));
};

type Channels = Record<string, { messages: Record<string, { payload: { prefixItems: [JsonSchema] } }> }>;

describe('every event does what its declaration says', () => {
  const info = { title: 't', version: '1', url: 'http://localhost' };
  const { channels }: { channels: Channels } = JSON.parse(JSON.stringify(asyncApiDocument(registry, info)));
  const documented = (wireName: string): JsonSchema => {
    const key = wireName.replaceAll(/[^A-Za-z0-9]+/g, '_');
    return channels[key]!.messages[key]!.payload.prefixItems[0];
  };

  it.each(events.filter(({ realtime }) => realtime).map((event) => [event.name, event] as const))(
    '%s goes out in the shape that /api/asyncapi.json documents, with nothing else',
    (_name, event) => {
      for (const record of samples(event)) {
        const { name, payload } = audienceOf(event, record)!;
        const schema = documented(name);
        const asSent: Record<string, unknown> = JSON.parse(JSON.stringify(payload));
        z.fromJSONSchema(schema as z.core.JSONSchema.BaseSchema).parse(asSent);
        if (!schema.additionalProperties) {
          const names = Object.keys(schema.properties ?? {});
          expect(names).toEqual(expect.arrayContaining(Object.keys(asSent)));
        }
      }
    },
  );

  it('S3-EVT-09 no documented payload forbids further fields, so that it can get some', () => {
    const wireNames = events.flatMap(({ name, realtime }) => (realtime ? [realtime.name ?? name] : []));
    expect(wireNames.filter((name) => documented(name).additionalProperties === false)).toEqual([]);
  });

  it('every action that is declared for the audit trail can occur', () => {
    const occurred = events.flatMap((event) =>
      samples(event).flatMap(({ payload }) => auditEntryOf(event, payload)?.action ?? []),
    );
    expect([...new Set(occurred)].sort()).toEqual(auditActionsOf(system.messages));
  });

  it('S3-AUD-16 the documented action types are among those that the trail can be filtered by', () => {
    expect(auditActionsOf(system.messages)).toEqual(
      expect.arrayContaining([
        'APPROVAL_DECIDED',
        'LOGIN_FAILURE',
        'LOGIN_SUCCESS',
        'ORDER_CREATED',
        'ORDER_EDIT_REQUESTED',
        'ORDER_OVERRIDE',
        'ORDER_REJECTION_REQUESTED',
        'ORDER_STATUS_CHANGED',
        'PASSWORD_RESET',
        'USER_CREATED',
        'USER_STATUS_CHANGED',
      ]),
    );
  });
});
