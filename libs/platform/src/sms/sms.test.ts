import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { text as read } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, testConfig, type TestDatabase } from '@antrean/testing';
import { canSendSms, createSmsSender, readSmsInbox, SmsError } from './index.ts';

const CODE = { to: '+628123456789', text: 'Kode Anda 123456', idempotencyKey: 'challenge-1' };

let test: TestDatabase;
const cleanups: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  test = await createTestDatabase();
});
afterEach(() => Promise.all(cleanups.splice(0).map((cleanup) => cleanup())));
afterAll(() => test.close());

/** A real server in the provider's place. */
async function startProvider(answer: RequestListener) {
  const received: { headers: IncomingHttpHeaders; body: unknown }[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      received.push({ headers: request.headers, body: JSON.parse(body) });
      answer(request, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const sender = createSmsSender({
    config: { sms: { url: `http://127.0.0.1:${port}/messages`, token: 'the-token' }, production: true },
    database: test.database,
    timeoutMs: 300,
  });
  return { received, sender };
}
const failure = async (sending: Promise<unknown>): Promise<SmsError> => {
  try {
    await sending;
  } catch (error) {
    if (error instanceof SmsError) return error;
    throw error;
  }
  throw new Error('it was sent');
};

describe('text messages by a provider over HTTP', () => {
  it('are posted with the token and the key by which the provider knows a repetition', async () => {
    const { received, sender } = await startProvider((_, response) =>
      response.writeHead(202).end('{"id":7}'),
    );
    expect(await sender.send(CODE)).toEqual({ response: '202' });
    expect(received).toEqual([
      {
        headers: expect.objectContaining({
          authorization: 'Bearer the-token',
          'idempotency-key': 'challenge-1',
        }),
        body: { to: CODE.to, text: CODE.text },
      },
    ]);
  });

  it.each([
    [400, true],
    [422, true],
    [401, false],
    [429, false],
    [500, false],
    [503, false],
  ])('that are answered with %i are refused for good: %s', async (status, permanent) => {
    const { sender } = await startProvider((_, response) => response.writeHead(status).end(CODE.text));
    const error = await failure(sender.send(CODE));
    expect(error).toMatchObject({ permanent });
    // The provider repeats the text; it may hold a code.
    expect(error.message).not.toContain('123456');
  });

  it('are not carried to where the provider redirects', async () => {
    const elsewhere = await startProvider((_, response) => response.end());
    const { sender } = await startProvider((_, response) =>
      response.writeHead(307, { Location: 'http://127.0.0.1:1/' }).end(),
    );
    expect(await failure(sender.send(CODE))).toMatchObject({ permanent: false });
    expect(elsewhere.received).toEqual([]);
  });

  it('are given up when the provider does not answer, and what it goes on saying is not read', async () => {
    const hanging = await startProvider(() => undefined);
    expect(await failure(hanging.sender.send(CODE))).toMatchObject({ permanent: false });
    const endless = await startProvider((_, response) => {
      const timer = setInterval(() => response.write('x'.repeat(1_000)), 5);
      response.once('close', () => clearInterval(timer));
    });
    expect(await endless.sender.send(CODE)).toEqual({ response: '200' });
  });

  it.each([
    ['to', { ...CODE, to: '+62812\r\n5' }],
    ['text', { ...CODE, text: 'x'.repeat(481) }],
    ['idempotencyKey', { ...CODE, idempotencyKey: 'a\nb' }],
  ])('are refused before they leave when %s is wrong', async (part, message) => {
    const { received, sender } = await startProvider((_, response) => response.end());
    expect(await failure(sender.send(message))).toMatchObject({
      permanent: true,
      message: expect.stringContaining(part),
    });
    expect(received).toEqual([]);
  });
});

describe('without a provider', () => {
  it('development keeps them where they can be seen, each once', async () => {
    const config = testConfig();
    const sender = createSmsSender({ config, database: test.database });
    expect(canSendSms(config)).toBe(true);
    for (const message of [CODE, CODE, { ...CODE, text: 'Halo', idempotencyKey: 'other' }])
      await sender.send(message);
    expect(await readSmsInbox(test.database)).toEqual([
      { to: CODE.to, text: 'Halo', at: expect.any(Date) },
      { to: CODE.to, text: CODE.text, at: expect.any(Date) },
    ]);
  });

  it('production sends none and keeps none', async () => {
    const config = { sms: null, production: true };
    const sender = createSmsSender({ config, database: test.database });
    const kept = await readSmsInbox(test.database);
    expect(canSendSms(config)).toBe(false);
    expect(await failure(sender.send({ ...CODE, idempotencyKey: 'production' }))).toMatchObject({
      permanent: true,
    });
    expect(await readSmsInbox(test.database)).toEqual(kept);
  });
});
