import { Transform, type Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { Breakers } from '../breaker/index.ts';
import type { Logger, Metrics } from '../observability/index.ts';
import { asMailError, MailError } from './mail-error.ts';
import { checkedMessageId, headerText, type MailAddress, parseAddress } from './mail-header.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 20_000;
const SEND_TIMEOUT_MS = 60_000;
// Servers drop idle connections; a message that meets such a drop has an unknown outcome.
const IDLE_TIMEOUT_MS = 30_000;
/** How much longer than the longest mail an open breaker rests. */
const REST_MS = 5_000;
/** How long a mail waits in a worker for a server that is away, before it makes room for another. */
const PATIENCE_MS = 20_000;
/** Mails under way at once: of a worker's two queues five each. One queue's cannot keep the other's from a connection. */
const CONNECTIONS = 10;
/** What a socket is given at once: most mails as a whole. */
const PIECE_BYTES = 64 * 1024;

export interface MailAttachment {
  filename: string;
  content: Buffer | Readable;
  /** Such as `application/pdf`. */
  contentType: string;
}

export interface MailMessage {
  /** One recipient: `siti@example.com`, `Siti <siti@example.com>`, or name (any characters) and address apart. */
  to: string | MailAddress;
  subject: string;
  text: string;
  html: string;
  /** `<unique@domain>`, the same at every attempt: by it the receiving side recognises a repetition. */
  messageId: string;
  attachments?: readonly MailAttachment[];
  /** Where a POST ends mails of this kind (RFC 8058), for those that the reader may end. */
  unsubscribeUrl?: string;
}

export interface Mailer {
  /** Where it counts what became of mails. */
  readonly metrics: Metrics | undefined;
  /**
   * Hands one message to the mail server, at most once. It does not try again by itself: after a time-out the
   * outcome is unknown, and the caller decides.
   * @throws MailError; `permanent` says whether trying again makes sense
   * @throws {ServiceAway} without trying, while the server has failed too often of late
   */
  send(message: MailMessage): Promise<{ messageId: string; response: string }>;
  /**
   * Resolves when it makes sense to send: at once, unless the server has failed too often of late.
   * @throws {ServiceAway} when that goes on for a while
   */
  untilCalled(signal: AbortSignal): Promise<void>;
  /** Connects and authenticates. @throws MailError when the server does not let us in */
  verify(): Promise<void>;
  /** Waits for the messages under way, then closes the connections. */
  close(): Promise<void>;
}

/**
 * A pooled connection to the mail server.
 *
 * @param options.smtpUrl `smtp://user:password@host:587` (STARTTLS when offered) or `smtps://host:465`
 * @param options.from the sender: `Antrean <no-reply@example.com>`
 * @param options.timeouts milliseconds for connecting, for a silent server, for a whole message, how much longer an open
 *   breaker rests, and how long it is waited for
 */
export function createMailer({
  smtpUrl,
  from,
  log,
  metrics,
  breakers,
  timeouts = {},
}: {
  smtpUrl: string;
  from: string;
  log: Logger;
  metrics?: Metrics | undefined;
  /** Without them every mail is tried. */
  breakers?: Breakers;
  timeouts?: {
    connectMs?: number;
    silenceMs?: number;
    sendMs?: number;
    restMs?: number;
    patienceMs?: number;
  };
}): Mailer {
  const {
    connectMs = CONNECT_TIMEOUT_MS,
    silenceMs = SILENCE_TIMEOUT_MS,
    sendMs = SEND_TIMEOUT_MS,
    restMs = REST_MS,
    patienceMs = PATIENCE_MS,
  } = timeouts;
  const sender = parseAddress(from);
  const transport = createTransport({
    pool: true,
    maxConnections: CONNECTIONS,
    url: smtpUrl,
    connectionTimeout: connectMs,
    dnsTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    idleTimeout: IDLE_TIMEOUT_MS,
    // The pool would send again a message whose connection closed, also when the server had taken it already.
    maxRequeues: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  transport.use('stream', ({ message }, done) => {
    message.transform(gathered);
    done();
  });
  const breaker = breakers?.of('smtp', new URL(smtpUrl).host, {
    timeoutMs: sendMs + restMs,
    resetMs: sendMs + 2 * restMs,
    judge: (error) => (error instanceof MailError && error.answered ? 'answered' : 'away'),
  });
  const underWay = new Set<Promise<unknown>>();

  const deliver = async (message: MailMessage) => {
    const envelope = { to: parseAddress(message.to), messageId: checkedMessageId(message.messageId) };
    try {
      const { response } = await transport.sendMail({
        ...envelope,
        from: sender,
        subject: headerText(message.subject),
        text: message.text,
        html: message.html,
        headers: message.unsubscribeUrl === undefined ? {} : unsubscribeHeaders(message.unsubscribeUrl),
        attachments: (message.attachments ?? []).map(({ filename, content, contentType }) => ({
          filename: headerText(filename),
          content,
          contentType: headerText(contentType),
        })),
        // Against a server that trickles its answers, which no silence betrays.
        signal: AbortSignal.timeout(sendMs),
      });
      log.debug({ messageId: message.messageId, response }, 'Mail handed over');
      return { messageId: message.messageId, response };
    } catch (error) {
      throw asMailError(error);
    }
  };

  return {
    metrics,
    async send(message) {
      const delivery = breaker ? breaker.run(() => deliver(message)) : deliver(message);
      underWay.add(delivery);
      try {
        return await delivery;
      } finally {
        underWay.delete(delivery);
      }
    },
    untilCalled: async (signal) => breaker?.untilCalled({ signal, patienceMs }),
    async verify() {
      try {
        await transport.verify();
      } catch (error) {
        throw asMailError(error);
      }
    },
    async close() {
      await Promise.allSettled(underWay);
      transport.close();
    },
  };
}

/** A mail's bytes in large pieces: nodemailer would hand each line of its structure to the socket alone. */
function gathered(): Transform {
  let pieces: Buffer[] = [];
  let size = 0;
  const taken = (): Buffer => {
    const piece = Buffer.concat(pieces, size);
    [pieces, size] = [[], 0];
    return piece;
  };
  return new Transform({
    transform: (piece: Buffer, _encoding, done) => {
      pieces.push(piece);
      size += piece.length;
      if (size < PIECE_BYTES) done();
      else done(null, taken());
    },
    flush: (done) => done(null, taken()),
  });
}

/** With the two of them a mail program ends such mails by itself, in one click. */
const unsubscribeHeaders = (url: string) => ({
  'List-Unsubscribe': { prepared: true, value: `<${headerText(new URL(url).href)}>` },
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});
