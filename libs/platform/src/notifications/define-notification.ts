import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import type { Config } from '../config/index.ts';
import type { Database } from '../database/index.ts';
import type { FileStorage } from '../files/index.ts';
import type { MailAttachment } from '../mail/index.ts';
import type { JsonObject } from '../messages/index.ts';
import type { Language, Localised } from '../problem/index.ts';
import type { Report } from '../report/index.ts';

/** Ways on which somebody is told: by mail, by text message, and in the application. */
export const NOTIFICATION_CHANNELS = ['email', 'sms', 'inApp'] as const;
export type NotificationChannel = (typeof NOTIFICATION_CHANNELS)[number];

/** In which languages people are told. */
export const NOTIFICATION_LANGUAGES = ['id', 'en'] as const satisfies readonly Language[];

/**
 * Who is told: a user, where and in the language that his account says; or an address, by mail alone, in its user's
 * language if it is a user's, else in the given one.
 */
export type Recipient =
  { readonly userId: number } | { readonly address: string; readonly language: Language };

/** Who reads it. */
export interface Reader {
  /** Null for an address that was not told as a user. */
  readonly userId: number | null;
  readonly language: Language;
  /** In which times are told. */
  readonly timeZone: string;
}

/** What a notification may ask when it is written. */
export interface NotificationSource {
  readonly database: Database;
  readonly config: Config;
  readonly storage: FileStorage;
  /** The reports of all domains. */
  readonly reports: readonly Report[];
}

/** One try to tell somebody. */
export interface Delivery {
  readonly deliveryId: string;
  readonly channel: NotificationChannel;
  readonly reader: Reader;
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
  /** The text message; null where there is none. */
  readonly sms: string | null;
  readonly attachments: readonly MailAttachment[];
}

/**
 * Thrown by `read` when there is nothing to tell any more: the delivery ends as skipped, with this reason, and with a word
 * for it (`moved`) for who shows people in their language why.
 */
export class NothingToTell extends Error {
  readonly word: string;

  constructor(reason: string, word = 'nothing_to_tell') {
    super(reason);
    this.name = 'NothingToTell';
    this.word = word;
  }
}

/** How what comes to one reader within a time becomes one message. */
export interface Digest<Content> {
  /** How long after the first of them the message leaves. */
  readonly everyMs: number;
  /** Of two or more; a single one is told as it would be without. */
  readonly texts: Readonly<
    Record<Language, (contents: readonly Content[], reader: Reader) => NotificationText>
  >;
}

interface Declared<Facts extends JsonObject, Content> {
  /** Such as `password.link`; never renamed, because deliveries that wait know it by it. */
  readonly name: string;
  readonly summary: string;
  /** What its cause says. It is kept with the deliveries, so it holds no secret. */
  readonly facts: z.ZodType<Facts>;
  readonly channels: readonly NotificationChannel[];
  /**
   * What people call it where they choose by which channels they want it. Without it nobody chooses and it is always
   * sent, as everything must be that concerns an account's security.
   */
  readonly choice?: Localised;
  /** Somebody waits for it in front of a screen: it does not queue behind those that can wait. */
  readonly isUrgent?: boolean;
  /** So long after its cause it is not worth sending any more, in milliseconds. */
  readonly expiresAfterMs?: number;
  /** Asked once, soon after the cause has committed. Users who are inactive or have no address are left out. */
  readonly recipients: (em: EntityManager, facts: Facts) => Promise<readonly Recipient[]>;
  readonly texts: Readonly<Record<Language, (content: Content, reader: Reader) => NotificationText>>;
  /** The text messages, of at most 160 characters where it can be; for the channel `sms`. */
  readonly sms?: Readonly<Record<Language, (content: Content, reader: Reader) => string>>;
  readonly digest?: Digest<Content>;
  /** A content for previews, which nobody is sent. */
  readonly sample: NoInfer<Content>;
  readonly attachments?: (content: Content) => readonly MailAttachment[];
}

/** One whose deliveries are read each by itself. */
export interface NotificationDefinition<Facts extends JsonObject, Content> extends Declared<Facts, Content> {
  /**
   * What the texts need to know, asked anew at each try. What is secret is derived from `deliveryId`, which stays the
   * same over the tries, and is stored nowhere; so there is none for the channel `inApp`, of which all is stored.
   * @throws NothingToTell
   */
  readonly read: (source: NotificationSource, facts: Facts, delivery: Delivery) => Promise<Content>;
}

/** One of which many are told at once, each of something else: what is read together is of one cause each, so of no digest. */
export interface NotificationOfMany<Facts extends JsonObject, Content> extends Declared<Facts, Content> {
  readonly digest?: never;
  /** What `read` is, for several deliveries in one go and in their order. One of them may fail alone. */
  readonly readEach: (
    source: NotificationSource,
    tries: readonly { readonly facts: Facts; readonly delivery: Delivery }[],
  ) => Promise<readonly PromiseSettledResult<Content>[]>;
}

/** What somebody is told, as `defineNotification` made it; facts are checked when they come in. */
export interface Notification<Facts extends JsonObject = JsonObject> {
  readonly name: string;
  readonly summary: string;
  readonly channels: readonly NotificationChannel[];
  readonly choice: Localised | null;
  /** How long it waits for others of its kind; null when it does not. */
  readonly digestMs: number | null;
  /** Those that it has texts in. */
  readonly languages: readonly string[];
  readonly isUrgent: boolean;
  readonly expiresAfterMs: number | null;
  readonly checkFacts: (facts: Facts) => Facts;
  readonly recipients: (em: EntityManager, facts: JsonObject) => Promise<readonly Recipient[]>;
  /** What is told of one cause, or of several in one message. @throws NothingToTell when there is nothing of any */
  readonly write: (
    source: NotificationSource,
    facts: readonly JsonObject[],
    delivery: Delivery,
  ) => Promise<WrittenNotification>;
  /**
   * Reads in one go what several deliveries tell, each of one cause; by the delivery's id is given what writes it, and
   * throws what `write` would. Null where each is read alone.
   */
  readonly readEach:
    | ((
        source: NotificationSource,
        tries: readonly { readonly facts: JsonObject; readonly delivery: Delivery }[],
      ) => Promise<ReadonlyMap<string, () => WrittenNotification>>)
    | null;
  /** What the sample looks like, as one of `count`. */
  readonly preview: (reader: Reader, count: number) => WrittenNotification;
}

/** One whose facts do not matter. */
export type AnyNotification = Omit<Notification, 'checkFacts'>;

/** Declares what somebody is told, by which cause and how. A use case says {@link notify}; everything else follows. */
export function defineNotification<Facts extends JsonObject, Content>(
  definition: NotificationDefinition<Facts, Content> | NotificationOfMany<Facts, Content>,
): Notification<Facts> {
  const { name, summary, facts: schema, channels, texts, sms, digest, attachments } = definition;
  if (channels.includes('sms') !== (sms !== undefined))
    throw new Error(`Notification "${name}" has either the channel sms or a text message, and not both.`);
  /** Without the attachments. */
  const textOf = (contents: readonly [Content, ...Content[]], reader: Reader) => {
    const { language } = reader;
    if (contents.length > 1 && digest) {
      const text = digest.texts[language](contents, reader);
      return { ...text, sms: sms ? text.subject : null };
    }
    const [content] = contents;
    return { ...texts[language](content, reader), sms: sms?.[language](content, reader) ?? null };
  };
  const written = (contents: readonly [Content, ...Content[]], reader: Reader): WrittenNotification => ({
    ...textOf(contents, reader),
    attachments: contents.flatMap((content) => attachments?.(content) ?? []),
  });
  const readEach = 'readEach' in definition ? definition.readEach : null;
  const read =
    'read' in definition
      ? definition.read
      : async (source: NotificationSource, facts: Facts, delivery: Delivery): Promise<Content> =>
          contentOf((await definition.readEach(source, [{ facts, delivery }]))[0]);
  return {
    ...{ name, summary, channels },
    choice: definition.choice ?? null,
    digestMs: digest?.everyMs ?? null,
    languages: Object.keys(texts),
    isUrgent: definition.isUrgent ?? false,
    expiresAfterMs: definition.expiresAfterMs ?? null,
    checkFacts: (facts) => schema.parse(facts),
    recipients: (em, facts) => definition.recipients(em, schema.parse(facts)),
    write: async (source, facts, delivery) => {
      const contents: Content[] = [];
      let nothing: NothingToTell | undefined;
      for (const each of facts) {
        try {
          contents.push(await read(source, schema.parse(each), delivery));
        } catch (error) {
          if (!(error instanceof NothingToTell)) throw error;
          nothing = error;
        }
      }
      const [first, ...others] = contents;
      if (first === undefined) throw nothing ?? new NothingToTell('There is nothing to tell.');
      return written([first, ...others], delivery.reader);
    },
    readEach:
      readEach &&
      (async (source, tries) => {
        const told = tries.map(({ facts, delivery }) => ({ facts: schema.parse(facts), delivery }));
        const results = await readEach(source, told);
        return new Map(
          tries.map(({ delivery: { deliveryId, reader } }, n) => [
            deliveryId,
            () => written([contentOf(results[n])], reader),
          ]),
        );
      }),
    preview: (reader, count) => ({
      ...textOf([definition.sample, ...Array.from({ length: count - 1 }, () => definition.sample)], reader),
      attachments: [],
    }),
  };
}

/** @throws why there is none */
function contentOf<Content>(result: PromiseSettledResult<Content> | undefined): Content {
  if (result?.status === 'fulfilled') return result.value;
  throw result?.reason ?? new Error('a notification was read for fewer than it was asked for');
}
