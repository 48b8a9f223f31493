import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createLogger } from '../observability/index.ts';
import { createMailer, MailError, type Mailer, type MailMessage } from './index.ts';

const log = createLogger({ service: 'test', level: 'silent' });
const cleanups: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A real SMTP server; `options` override how it answers. */
async function startServer(options: SMTPServerOptions = {}) {
  const received: { recipients: string[]; raw: Buffer }[] = [];
  let connections = 0;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onConnect: (_session, done) => {
      connections += 1;
      done();
    },
    onData: (stream, session, done) => {
      void buffer(stream).then((raw) => {
        received.push({ raw, recipients: session.envelope.rcptTo.map(({ address }) => address) });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  cleanups.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  return { port, received, connectionCount: () => connections };
}

/** A server that speaks the raw protocol as `talk` wants; for the broken ones. */
async function startRawServer(talk: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    talk(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port };
}

function mailerFor(
  port: number,
  timeouts?: { connectMs?: number; silenceMs?: number; sendMs?: number },
): Mailer {
  const smtpUrl = `smtp://127.0.0.1:${port}`;
  const mailer = createMailer({
    smtpUrl,
    from: 'Antrean <no-reply@antrean.test>',
    log,
    ...(timeouts && { timeouts }),
  });
  cleanups.push(() => mailer.close());
  return mailer;
}

const MESSAGE: MailMessage = {
  to: 'Siti Aminah <siti@example.com>',
  subject: 'Pesanan disetujui — 订单',
  text: 'Halo',
  html: '<p>Halo</p>',
  messageId: '<0197-abc@antrean.test>',
};

/** What goes wrong, as the worker sees it. */
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error('It should have failed');
    },
    (error: unknown) => error as MailError,
  );

describe('sending', () => {
  it('CARD-USE-02 delivers text, HTML, attachment, names and the given Message-ID', async () => {
    const { port, received } = await startServer();
    const pdf = Buffer.from('%PDF-1.3 \0\x01\xff binary', 'latin1');
    const sent = await mailerFor(port).send({
      ...MESSAGE,
      attachments: [{ filename: 'laporan “Mei”.pdf', content: pdf, contentType: 'application/pdf' }],
    });
    expect(sent).toEqual({ messageId: '<0197-abc@antrean.test>', response: expect.stringMatching(/^250/) });

    expect(received).toHaveLength(1);
    expect(received[0]!.recipients).toEqual(['siti@example.com']);
    const mail = await PostalMime.parse(received[0]!.raw);
    expect(mail).toMatchObject({
      messageId: '<0197-abc@antrean.test>',
      subject: 'Pesanan disetujui — 订单',
      from: { name: 'Antrean', address: 'no-reply@antrean.test' },
      to: [{ name: 'Siti Aminah', address: 'siti@example.com' }],
      text: expect.stringContaining('Halo'),
      html: expect.stringContaining('<p>Halo</p>'),
      attachments: [{ filename: 'laporan “Mei”.pdf', mimeType: 'application/pdf' }],
    });
    expect(Buffer.from(mail.attachments[0]!.content as ArrayBuffer).equals(pdf)).toBe(true);
  });

  it('gives the connection a mail as a whole, and one that is larger in pieces of which none is lost', async () => {
    const pieces: Buffer[][] = [];
    const { port } = await startRawServer((socket) => {
      socket.write('220 hello\r\n');
      let body: Buffer[] | undefined;
      socket.on('data', (data) => {
        if (body) {
          body.push(data);
          if (!Buffer.concat(body).toString('latin1').endsWith('\r\n.\r\n')) return;
          pieces.push(body);
          body = undefined;
          socket.write('250 taken\r\n');
        } else if (data.toString().startsWith('DATA')) {
          body = [];
          socket.write('354 go on\r\n');
        } else socket.write('250 ok\r\n');
      });
    });
    const mailer = mailerFor(port);
    await mailer.send({ ...MESSAGE, html: '<p>Halo</p>'.repeat(500) });
    // The mail and the dot behind it; its structure alone has a dozen lines.
    expect(pieces[0]!.length).toBeLessThanOrEqual(2);

    const lines = Array.from({ length: 20_000 }, (_, n) => `.${n} ${'x'.repeat(n % 40)}\r\n`);
    const csv = Buffer.from(lines.join(''));
    await mailer.send({
      ...MESSAGE,
      attachments: [{ filename: 'a.csv', content: Readable.from(lines), contentType: 'text/csv' }],
    });
    const mail = await PostalMime.parse(Buffer.concat(pieces[1]!));
    expect(Buffer.from(mail.attachments[0]!.content as ArrayBuffer).equals(csv)).toBe(true);
  });

  it('uses its connections again', async () => {
    const { port, received, connectionCount } = await startServer();
    const mailer = mailerFor(port);
    await Promise.all(
      Array.from({ length: 30 }, (_, i) => mailer.send({ ...MESSAGE, messageId: `<${i}@antrean.test>` })),
    );
    expect(received).toHaveLength(30);
    expect(connectionCount()).toBeLessThanOrEqual(10);
  });

  it('waits at close for the message under way', async () => {
    const { port, received } = await startServer();
    const mailer = mailerFor(port);
    const sending = mailer.send(MESSAGE);
    await mailer.close();
    expect(received).toHaveLength(1);
    await sending;
    expect((await failure(mailer.send(MESSAGE))).permanent).toBe(false);
  });

  it('verifies the connection', async () => {
    const { port } = await startServer();
    await expect(mailerFor(port).verify()).resolves.toBeUndefined();
    const unused = await startRawServer((socket) => socket.end('554 no service\r\n'));
    await expect(mailerFor(unused.port).verify()).rejects.toThrow(MailError);
  });
});

describe('hostile input', () => {
  it('cannot add a header or a recipient', async () => {
    const { port, received } = await startServer();
    await mailerFor(port).send({
      ...MESSAGE,
      to: { name: '<evil@example.com>,\r\nBcc: evil@example.com', address: 'siti@example.com' },
      subject: 'Hai\r\nBcc: evil@example.com\r\n\r\n<script>\u2028X: y',
      attachments: [
        {
          filename: 'a.pdf"\r\nX-Evil: 1',
          content: Buffer.from('x'),
          contentType: 'text/plain\r\nX-Evil: 2',
        },
      ],
    });
    const { raw, recipients } = received[0]!;
    expect(recipients).toEqual(['siti@example.com']);
    const mail = await PostalMime.parse(raw);
    expect(mail.bcc ?? []).toEqual([]);
    expect(mail.to).toEqual([
      { name: '<evil@example.com>, Bcc: evil@example.com', address: 'siti@example.com' },
    ]);
    expect(mail.subject).toBe('Hai Bcc: evil@example.com <script> X: y');
    expect(raw.toString('latin1')).not.toMatch(/^(x-evil|bcc|x):/im);
  });

  it.each([
    '',
    'siti',
    'a@b',
    'siti@example.com, evil@example.com',
    'siti@example.com\r\nRCPT TO:<evil@example.com>',
    'Siti <siti@example.com>, <evil@example.com>',
    'Siti\r\nBcc: evil@example.com <siti@example.com>',
    'siti@example.com>\r\nDATA',
    `${'a'.repeat(250)}@example.com`,
  ])('refuses the address %j for good', async (to) => {
    const { port, received } = await startServer();
    const error = await failure(mailerFor(port).send({ ...MESSAGE, to }));
    expect(error).toBeInstanceOf(MailError);
    expect(error.permanent).toBe(true);
    expect(received).toHaveLength(0);
  });

  it.each(['abc@antrean.test', '<abc>', '<a@b>\r\nBcc: evil@example.com', '<a b@c>', ''])(
    'refuses the Message-ID %j',
    async (messageId) => {
      const { port } = await startServer();
      expect((await failure(mailerFor(port).send({ ...MESSAGE, messageId }))).message).toContain(
        'Message-ID',
      );
    },
  );
});

describe('servers that refuse', () => {
  it.each([
    [550, true],
    [451, false],
  ])('a recipient refused with %i is permanent: %s', async (responseCode, permanent) => {
    const { port } = await startServer({
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error('no such user'), { responseCode })),
    });
    const error = await failure(mailerFor(port).send(MESSAGE));
    // A recipient that may be taken later is none that is refused.
    expect(error).toMatchObject({
      ...{ permanent, addressRefused: permanent },
      message: expect.stringContaining('no such user'),
    });
  });

  it.each([
    [554, true],
    [452, false],
  ])('content refused with %i is permanent: %s', async (responseCode, permanent) => {
    const { port } = await startServer({
      onData: (stream, _session, done) => {
        stream.resume();
        stream.on('end', () => done(Object.assign(new Error('not wanted'), { responseCode })));
      },
    });
    expect(await failure(mailerFor(port).send(MESSAGE))).toMatchObject({ permanent, addressRefused: false });
  });

  it('wrong credentials can be put right, so the mail is not given up', async () => {
    const { port } = await startServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(new Error('wrong password')),
    });
    const mailer = createMailer({ smtpUrl: `smtp://u:p@127.0.0.1:${port}`, from: 'a@antrean.test', log });
    cleanups.push(() => mailer.close());
    expect(await failure(mailer.send(MESSAGE))).toMatchObject({ permanent: false });
  });

  it('nobody listening is a failure that may pass', async () => {
    const { port } = await startRawServer(() => undefined);
    await cleanups.pop()!();
    expect(await failure(mailerFor(port).send(MESSAGE))).toMatchObject({ permanent: false });
  });
});

describe('servers that hang', () => {
  const short = { connectMs: 100, silenceMs: 100, sendMs: 60_000 };

  it('before the greeting', async () => {
    const { port } = await startRawServer(() => undefined);
    expect(await failure(mailerFor(port, short).send(MESSAGE))).toMatchObject({ permanent: false });
  });

  it('in the middle of a message', async () => {
    const { port } = await startRawServer((socket) => {
      socket.write('220 hello\r\n');
      socket.on('data', (data) => {
        if (data.toString().startsWith('EHLO')) socket.write('250 hello\r\n');
      });
    });
    expect(await failure(mailerFor(port, short).send(MESSAGE))).toMatchObject({ permanent: false });
  });

  it('by trickling an endless answer', async () => {
    const { port } = await startRawServer((socket) => {
      socket.write('220 hello\r\n');
      socket.once('data', () => {
        const timer = setInterval(() => socket.write('250-still thinking\r\n'), 10);
        socket.once('close', () => clearInterval(timer));
      });
    });
    const mailer = mailerFor(port, { connectMs: 10_000, silenceMs: 10_000, sendMs: 200 });
    expect(await failure(mailer.send(MESSAGE))).toMatchObject({ permanent: false });
  });

  it('by dropping the connection after the message: it is not sent a second time', async () => {
    let messages = 0;
    const { port } = await startRawServer((socket) => {
      socket.write('220 hello\r\n');
      let body: string | undefined;
      socket.on('data', (data) => {
        if (body !== undefined) {
          body += data.toString();
          if (body.endsWith('\r\n.\r\n')) {
            messages += 1;
            socket.destroy();
          }
        } else if (data.toString().startsWith('DATA')) {
          body = '';
          socket.write('354 go on\r\n');
        } else {
          socket.write('250 ok\r\n');
        }
      });
    });
    expect(await failure(mailerFor(port).send(MESSAGE))).toMatchObject({ permanent: false });
    expect(messages).toBe(1);
  });
});
