import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** How often a process says that it is there. */
export const BEAT_MS = 2_000;
/** Beats that may be missed before it is taken for dead. */
const MISSED_BEATS = 3;
export const lifeOf = (beatMs: number): number => beatMs * MISSED_BEATS;

export const SERVICE_NAMES = ['api', 'worker', 'realtime'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

const url = z.url().max(300);

/** What a process tells of itself. */
const serviceRecord = z.object({
  name: z.enum(SERVICE_NAMES),
  /** Of this start, and of no other. */
  instance: z.string().regex(/^[\w-]{8}$/),
  /** The machine or container, as it calls itself; null of a process of a version that did not say. */
  host: z.string().max(255).nullable().default(null),
  /** Grows with each start: of two at one address the later one is there, and the other a ghost. */
  epoch: z.int(),
  /** Grows with each beat. */
  beat: z.int(),
  version: z.string().max(50),
  pid: z.int(),
  startedAt: z.iso.datetime(),
  /** Where it serves; null when nobody calls it. */
  address: url.nullable(),
  /** Its operators' port. */
  ops: url,
  /** What it has in hand: sockets, requests, or jobs. */
  load: z.int().min(0),
  ready: z.boolean(),
  /** What it does without at the moment: what has failed too often is not called. */
  lacks: z.array(z.string().max(20)).max(20).default([]),
  /** It is ending: nothing new is given to it. */
  draining: z.boolean(),
});
export type ServiceRecord = z.infer<typeof serviceRecord>;

// One hash slot, so that all of them are read together on a cluster too.
export const INDEX_KEY = '{antrean:services}';
export const recordKey = ({ name, instance }: Pick<ServiceRecord, 'name' | 'instance'>): string =>
  `${INDEX_KEY}:${name}:${instance}`;

/** A name for one start of a process. Sockets carry it in their session's id, by which their requests find back to it. */
export const newInstance = (): string => randomBytes(6).toString('base64url');

const proofOf = (text: string, secret: string): string =>
  createHmac('sha256', secret).update(`service ${text}`).digest('base64url');

/** The record with a proof that a process of ours wrote it: whoever is believed here is sent people's tokens. */
export function sealRecord(record: ServiceRecord, secret: string): string {
  const text = JSON.stringify(record);
  return `${proofOf(text, secret)} ${text}`;
}

/** Null when it is none of ours, or one of a version that says it otherwise. */
export function openRecord(sealed: string, secret: string): ServiceRecord | null {
  const space = sealed.indexOf(' ');
  const text = sealed.slice(space + 1);
  const [given, expected] = [Buffer.from(sealed.slice(0, space)), Buffer.from(proofOf(text, secret))];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return serviceRecord.safeParse(JSON.parse(text)).data ?? null;
}

export const hostUrl = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

/** Where an operators' port is reached: at its own address, or by the host's when it listens on all of them. */
export const opsUrlOf = (listensOn: string, serviceHost: string, port: number): string =>
  hostUrl(['0.0.0.0', '::'].includes(listensOn) ? serviceHost : listensOn, port);

/**
 * Whether an address that a process tells means that process when it is called here: `127.0.0.1` of another machine is
 * somebody else.
 */
export function isReachableFrom(
  here: string,
  { host }: Pick<ServiceRecord, 'host'>,
  address: string,
): boolean {
  const { hostname } = new URL(address);
  const isLoopback = /^127\.|^localhost$|^\[::1\]$/.test(hostname);
  return !isLoopback || host === null || host === here;
}

/** The id of a socket's session at a realtime instance: its requests are to come back to that one. */
export const newSessionId = (instance: string): string =>
  `${instance}.${randomBytes(15).toString('base64url')}`;

/** Of which instance a session is. */
export const instanceOfSession = (sessionId: string): string => sessionId.slice(0, sessionId.indexOf('.'));
