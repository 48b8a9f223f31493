import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { definePermissions } from '../auth/index.ts';
import { audienceOf } from '../realtime/index.ts';
import {
  asyncApiDocument,
  auditActionsOf,
  auditEntryOf,
  createMessageRegistry,
  defineEvent,
  type AnyEvent,
  type JsonObject,
} from './index.ts';

const about = { version: 1, summary: 'It happened.' };
const { read } = definePermissions('things', ['read']);
const audience = { namespace: '/', readers: [{ holding: read }] };
const wire = z.object({ id: z.int() });
const stored = wire.extend({ secret: z.string() });

const whole = defineEvent({ ...about, name: 'whole', schema: wire, realtime: audience });
const part = defineEvent({
  ...about,
  name: 'part',
  schema: stored,
  realtime: { ...audience, schema: wire },
});
const made = defineEvent({
  ...about,
  name: 'made',
  schema: stored,
  realtime: {
    ...audience,
    schema: z.object({ link: z.string() }),
    payload: ({ id }) => ({ link: `/${id}` }),
  },
});

describe('what goes out for an event', () => {
  const sent = (event: AnyEvent, payload: JsonObject) =>
    audienceOf(event, {
      ...about,
      seq: 1,
      id: 'e',
      at: '',
      name: event.name,
      payload,
      actorId: null,
      correlationId: null,
    })?.payload;

  it('is its own payload, the part that is declared, or what is made of it', () => {
    expect(sent(whole, { id: 7 })).toEqual({ id: 7 });
    expect(sent(part, { id: 7, secret: 'x' })).toEqual({ id: 7 });
    expect(sent(made, { id: 7, secret: 'x' })).toEqual({ link: '/7' });
  });

  it('does not compile when it is not described, or by another schema', () => {
    const event = { ...about, name: 'wrong', schema: z.object({ secret: z.string() }) };
    // @ts-expect-error the payload has no id
    defineEvent({ ...event, realtime: { ...audience, schema: wire } });
    // @ts-expect-error what is made of the payload is described by no schema
    defineEvent({ ...event, realtime: { ...audience, payload: () => ({ id: 7 }) } });
    // @ts-expect-error what is made has another type than the schema says
    defineEvent({ ...event, realtime: { ...audience, schema: wire, payload: () => ({ id: '7' }) } });
    // @ts-expect-error an action has a detail
    defineEvent({ ...event, audit: { DONE: () => ({ subject: 'x' }) } });
  });

  it('is what is documented, and may get more fields', () => {
    const registry = createMessageRegistry([whole, part, made]);
    const { channels } = asyncApiDocument(registry, { title: 't', version: '1', url: 'http://localhost' });
    const documented = (field: string, schema: object) => [
      { type: 'object', properties: { [field]: schema }, required: [field] },
      { $ref: '#/components/schemas/Meta' },
    ];
    const id = { type: 'integer', minimum: expect.any(Number), maximum: expect.any(Number) };
    const payload = (prefixItems: object[]) => ({ payload: { prefixItems } });
    expect(channels).toMatchObject({
      whole: { messages: { whole: payload(documented('id', id)) } },
      part: { messages: { part: payload(documented('id', id)) } },
      made: { messages: { made: payload(documented('link', { type: 'string' })) } },
    });
    expect(JSON.stringify(channels)).not.toMatch(/secret|additionalProperties/);
  });
});

describe('what the auditor writes about an event', () => {
  const judged = defineEvent({
    ...about,
    name: 'judged',
    schema: z.object({ who: z.string(), verdict: z.enum(['yes', 'no', 'later']) }),
    audit: {
      REFUSED: ({ who, verdict }) => (verdict === 'no' ? { subject: who, detail: 'refused' } : null),
      AGREED: ({ verdict }) => (verdict === 'yes' ? { detail: 'agreed', userId: 7 } : null),
    },
  });

  it('bears the name of the action that has something to say', () => {
    const written = (verdict: string) => auditEntryOf(judged, { who: 'Siti', verdict });
    expect(written('no')).toEqual({ action: 'REFUSED', subject: 'Siti', detail: 'refused' });
    expect(written('yes')).toEqual({ action: 'AGREED', detail: 'agreed', userId: 7 });
    expect(written('later')).toBeNull();
    expect(auditEntryOf(whole, { id: 7 })).toBeNull();
    expect(() => written('perhaps')).toThrow(z.ZodError);
  });

  it('is one of the actions that are declared, which are known before any happened', () => {
    expect(auditActionsOf([whole, judged, judged])).toEqual(['AGREED', 'REFUSED']);
  });
});
