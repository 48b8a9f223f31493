import { randomUUID } from 'node:crypto';
import type { Server } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { createMailboxServer } from './mailbox-http.ts';
import { readMessage, type StoredEmail } from './mailbox-message.ts';

const NEWEST = 500;
const MAX_BYTES = 50 * 1024 * 1024;
const LOOPBACK = '127.0.0.1';

export type Mailbox = {
  /** For SMTP_URL. */
  readonly smtpUrl: string;
  readonly smtpPort: number;
  readonly uiPort: number;
  stop(): Promise<void>;
};

/**
 * Starts a mailbox for development on 127.0.0.1. It takes every e-mail for everybody, with any login or none,
 * delivers nothing, and shows the newest 500 on a page. Everything is in memory.
 *
 * @param options.smtpPort where e-mails come in; 0 lets the operating system choose.
 * @param options.uiPort where the page and `GET /email` are; 0 lets the operating system choose.
 * @throws when a port is taken.
 */
export async function startMailbox(options: {
  smtpPort: number;
  uiPort: number;
  log(line: string): void;
}): Promise<Mailbox> {
  const emails: StoredEmail[] = [];
  const smtp = createSmtpServer(emails, options.log);
  const ui = createMailboxServer(emails);
  const smtpPort = await listen(smtp.server, options.smtpPort, 'SMTP', 'SMTP_PORT');
  const stopSmtp = () => new Promise<void>((resolve) => smtp.close(() => resolve()));
  const uiPort = await listen(ui, options.uiPort, 'page', 'MAIL_UI_PORT').catch(async (error: unknown) => {
    await stopSmtp();
    throw error;
  });
  return {
    smtpUrl: `smtp://${LOOPBACK}:${smtpPort}`,
    smtpPort,
    uiPort,
    stop: async () => {
      const closed = new Promise<void>((resolve) => ui.close(() => resolve()));
      ui.closeAllConnections();
      await Promise.all([closed, stopSmtp()]);
    },
  };
}

function createSmtpServer(emails: StoredEmail[], log: (line: string) => void): SMTPServer {
  const smtp = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 1000,
    size: MAX_BYTES,
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? 'anybody' }),
    onData: (stream, session, callback) => {
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      buffer(stream)
        .then(async (raw) => {
          if (stream.sizeExceeded) {
            throw Object.assign(new Error(`The e-mail is larger than ${MAX_BYTES} bytes`), {
              responseCode: 552,
            });
          }
          emails.push(await readMessage(raw, randomUUID(), recipients));
          if (emails.length > NEWEST) emails.splice(0, emails.length - NEWEST);
          callback(null);
        })
        .catch((error: unknown) => {
          log(`an e-mail for ${recipients.join(', ')} was refused: ${String(error)}`);
          callback(error instanceof Error ? error : new Error(String(error)));
        });
    },
  });
  // A client that hangs up is its own affair; without a listener it would end this process.
  smtp.on('error', (error) => log(`an SMTP connection failed: ${error.message}`));
  return smtp;
}

function listen(server: Server, port: number, what: string, variable: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be opened (${error.message})`;
      reject(
        new Error(`Port ${port} for the mailbox's ${what} ${why}. End that program, or set ${variable}.`, {
          cause: error,
        }),
      );
    });
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
