import type { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { Logger, Metrics } from '../observability/index.ts';
import { asMailError } from './mail-error.ts';
import { checkedMessageId, headerText, type MailAddress, parseAddress } from './mail-header.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 20_000;
const SEND_TIMEOUT_MS = 60_000;
// Servers drop idle connections; a message that meets such a drop has an unknown outcome.
const IDLE_TIMEOUT_MS = 30_000;

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
}

export interface Mailer {
  /** Where it counts what became of mails. */
  readonly metrics: Metrics | undefined;
  /**
   * Hands one message to the mail server, at most once. It does not try again by itself: after a time-out the
   * outcome is unknown, and the caller decides.
   * @throws MailError; `permanent` says whether trying again makes sense
   */
  send(message: MailMessage): Promise<{ messageId: string; response: string }>;
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
 * @param options.timeouts milliseconds for connecting, for a silent server, and for a whole message
 */
export function createMailer({
  smtpUrl,
  from,
  log,
  metrics,
  timeouts = {},
}: {
  smtpUrl: string;
  from: string;
  log: Logger;
  metrics?: Metrics | undefined;
  timeouts?: { connectMs?: number; silenceMs?: number; sendMs?: number };
}): Mailer {
  const {
    connectMs = CONNECT_TIMEOUT_MS,
    silenceMs = SILENCE_TIMEOUT_MS,
    sendMs = SEND_TIMEOUT_MS,
  } = timeouts;
  const sender = parseAddress(from);
  const transport = createTransport({
    pool: true,
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
      const delivery = deliver(message);
      underWay.add(delivery);
      try {
        return await delivery;
      } finally {
        underWay.delete(delivery);
      }
    },
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
