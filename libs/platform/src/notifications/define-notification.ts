import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import type { Config } from '../config/index.ts';
import type { Database } from '../database/index.ts';
import type { FileStorage } from '../files/index.ts';
import type { MailAttachment } from '../mail/index.ts';
import type { JsonObject } from '../messages/index.ts';
import type { Language } from '../problem/index.ts';
import type { Report } from '../report/index.ts';

/** Ways on which somebody is told. */
export const NOTIFICATION_CHANNELS = ['email'] as const;
export type NotificationChannel = (typeof NOTIFICATION_CHANNELS)[number];

/** In which languages people are told. */
export const NOTIFICATION_LANGUAGES = ['id', 'en'] as const satisfies readonly Language[];

/**
 * Who is told: a user, where and in the language that his account says; or an address, in its user's language if it is
 * a user's, else in the given one.
 */
export type Recipient =
  { readonly userId: number } | { readonly address: string; readonly language: Language };

/** Who reads it. */
export interface Reader {
  /** Null for an address that was not told as a user. */
  readonly userId: number | null;
  readonly language: Language;
}

/** What a notification may ask when it is written. */
export interface NotificationSource {
  readonly database: Database;
  readonly config: Config;
  readonly storage: FileStorage;
  /** The reports of all domains. */
  readonly reports: readonly Report[];
}

/** What is said to the reader; layout, greeting of the organisation and escaping come by themselves. */
export interface NotificationText {
  readonly subject: string;
  /** Above the text, when it is not the subject. */
  readonly title?: string;
  readonly paragraphs: readonly string[];
  /** The one thing to do. */
  readonly action?: { readonly label: string; readonly url: string };
}

/** What a try to tell somebody has to say. */
export interface WrittenNotification extends NotificationText {
  readonly attachments: readonly MailAttachment[];
}

/** Thrown by `read` when there is nothing to tell any more: the delivery ends as skipped, with this reason. */
export class NothingToTell extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NothingToTell';
  }
}

export interface NotificationDefinition<Facts extends JsonObject, Content> {
  /** Such as `password.link`; never renamed, because deliveries that wait know it by it. */
  readonly name: string;
  readonly summary: string;
  /** What its cause says. It is kept with the deliveries, so it holds no secret. */
  readonly facts: z.ZodType<Facts>;
  readonly channels: readonly NotificationChannel[];
  /** Somebody waits for it in front of a screen: it does not queue behind those that can wait. */
  readonly isUrgent?: boolean;
  /** So long after its cause it is not worth sending any more, in milliseconds. */
  readonly expiresAfterMs?: number;
  /** Asked once, soon after the cause has committed. Users who are inactive or have no address are left out. */
  readonly recipients: (em: EntityManager, facts: Facts) => Promise<readonly Recipient[]>;
  /**
   * What the texts need to know, asked anew at each try. What is secret is derived from `deliveryId`, which stays the
   * same over the tries, and is stored nowhere.
   * @throws NothingToTell
   */
  readonly read: (
    source: NotificationSource,
    facts: Facts,
    delivery: { readonly deliveryId: string; readonly reader: Reader },
  ) => Promise<Content>;
  readonly texts: Readonly<Record<Language, (content: Content) => NotificationText>>;
  readonly attachments?: (content: Content) => readonly MailAttachment[];
}

/** What somebody is told, as `defineNotification` made it; facts are checked when they come in. */
export interface Notification<Facts extends JsonObject = JsonObject> {
  readonly name: string;
  readonly summary: string;
  readonly channels: readonly NotificationChannel[];
  /** Those that it has texts in. */
  readonly languages: readonly string[];
  readonly isUrgent: boolean;
  readonly expiresAfterMs: number | null;
  readonly checkFacts: (facts: Facts) => Facts;
  readonly recipients: (em: EntityManager, facts: JsonObject) => Promise<readonly Recipient[]>;
  readonly write: (
    source: NotificationSource,
    facts: JsonObject,
    delivery: { readonly deliveryId: string; readonly reader: Reader },
  ) => Promise<WrittenNotification>;
}

/** One whose facts do not matter. */
export type AnyNotification = Omit<Notification, 'checkFacts'>;

/** Declares what somebody is told, by which cause and how. A use case says {@link notify}; everything else follows. */
export function defineNotification<Facts extends JsonObject, Content>(
  definition: NotificationDefinition<Facts, Content>,
): Notification<Facts> {
  const { name, summary, facts: schema, channels, texts, attachments } = definition;
  return {
    ...{ name, summary, channels },
    languages: Object.keys(texts),
    isUrgent: definition.isUrgent ?? false,
    expiresAfterMs: definition.expiresAfterMs ?? null,
    checkFacts: (facts) => schema.parse(facts),
    recipients: (em, facts) => definition.recipients(em, schema.parse(facts)),
    write: async (source, facts, delivery) => {
      const content = await definition.read(source, schema.parse(facts), delivery);
      return {
        ...texts[delivery.reader.language](content),
        attachments: attachments?.(content) ?? [],
      };
    },
  };
}
