import type { EntityManager } from '@mikro-orm/postgresql';
import type { JsonObject } from '../messages/index.ts';

export interface TracedFile {
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string | null;
  /** ISO instant. */
  readonly at: string;
}

/** A row, and by what the log knows it again. */
export interface TracedThing {
  /** What people call it: `PM-20251001-007`. */
  readonly title: string;
  readonly status: string;
  /** ISO instant. */
  readonly createdAt: string;
  /** Its subject in the audit trail. */
  readonly subject: string;
  /** What the payloads of its events have in common. */
  readonly inPayload: JsonObject;
  /** Of the notifications that it causes. */
  readonly causes?: readonly string[];
  /** Of requests that belong to it, beside those of its events. */
  readonly correlationIds?: readonly string[];
  /** Jobs that it is, by their uuids. */
  readonly jobs?: readonly string[];
  /** The latest, at most {@link MOST_TRACED}. */
  readonly files?: readonly TracedFile[];
}

/** So much is told of each kind. */
export const MOST_TRACED = 200;

/** A kind of things whose way through the system can be followed. */
export interface TraceSource {
  /** As it stands in addresses: `order`; no two sources have the same. */
  readonly kind: string;
  /** @param key what people have: a number such as `PM-20251001-007`, or an id. @returns null when there is none */
  find(em: EntityManager, key: string): Promise<TracedThing | null>;
}

/** The sources of all domains; loaded when first asked for. */
export type OpenTraceSources = () => Promise<readonly TraceSource[]>;

/** The id that a key is; null when it is none. */
export const idOfKey = (key: string): number | null => (/^[1-9]\d{0,8}$/.test(key) ? Number(key) : null);
