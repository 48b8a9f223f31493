import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logger.ts';

function capture() {
  const lines: string[] = [];
  const log = createLogger({ service: 'api', level: 'debug' }, { write: (line) => lines.push(line) });
  return { log, lines, last: () => JSON.parse(lines.at(-1)!) };
}

const SECRETS = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'currentPassword',
  'newPassword',
  'token',
  'accessToken',
  'refreshToken',
  'temporaryPassword',
  'mfaToken',
  'secret',
];

describe('the logger', () => {
  it('writes one JSON object per line with service, level by name and ISO time', () => {
    const { log, lines, last } = capture();
    log.info({ orderId: 7 }, 'line one\nline two');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^\{.*\}\n$/);
    expect(last()).toMatchObject({ level: 'info', service: 'api', orderId: 7, msg: 'line one\nline two' });
    expect(new Date(last().time).toISOString()).toBe(last().time);
  });

  it.each(SECRETS)('never writes the value of %s, wherever it stands', (key) => {
    const { log, lines, last } = capture();
    const secret = { [key]: 'S3cr3t' };
    const logged = {
      ...secret,
      req: { headers: { [key.toUpperCase()]: ['S3cr3t'] }, body: { nested: { deep: [secret] } } },
      err: Object.assign(new Error('boom'), { config: { headers: secret } }),
    };
    log.child({ ...secret, kept: 1 }).warn(logged, 'done');
    expect(lines.join('')).not.toContain('S3cr3t');
    expect(last()).toMatchObject({ [key]: '[redacted]', kept: 1, msg: 'done' });
    expect(lines[0]!.endsWith('}\n')).toBe(true);
    expect(logged.req.body.nested.deep[0]).toEqual({ [key]: 'S3cr3t' });
  });

  it('redacts secrets that are objects or numbers too', () => {
    const { log, lines } = capture();
    log.info({ cookie: { session: 'S3cr3t' }, mfaToken: 123456 });
    expect(lines.join('')).not.toMatch(/S3cr3t|123456/);
  });

  it('strips tokens from URLs, in fields and in messages', () => {
    const { log, lines } = capture();
    log.info(
      { url: '/socket.io/?EIO=4&token=S3cr3t&x=1', referer: 'http://a/?access_token=S3cr3t' },
      'GET /v?token=S3cr3t done',
    );
    log.error(new Error('connect redis://:S3cr3t@cache:6379 failed'));
    expect(lines.join('')).not.toContain('S3cr3t');
    expect(lines[0]).toContain('/socket.io/?EIO=4&token=[redacted]&x=1');
    expect(lines[0]).toContain('[redacted] done');
  });

  it('writes errors with type, message, stack and causes', () => {
    const { log, last } = capture();
    log.error({ err: new TypeError('outer', { cause: new Error('the root') }) }, 'failed');
    expect(last().err).toMatchObject({ type: 'TypeError', message: expect.stringContaining('outer') });
    expect(last().err.stack).toContain('logger.test.ts');
    expect(last().err.stack).toContain('the root');
  });

  it('survives what cannot be JSON', () => {
    const { log, last } = capture();
    const circular: Record<string, unknown> = { big: 1n, password: 'x' };
    circular['self'] = circular;
    log.info({ circular });
    expect(last().circular).toMatchObject({ password: '[redacted]', self: '[Circular]' });
  });
});

describe('a process whose output nobody reads any more', () => {
  it.each([false, true])('goes on, and ends when it is told to (pretty: %s)', async (pretty) => {
    const child = spawn(
      process.execPath,
      [
        '--input-type=module',
        '--conditions=@antrean/source',
        '-e',
        `import { createLogger } from '${new URL('./logger.ts', import.meta.url).href}';
       const log = createLogger({ service: 'child', level: 'info', pretty: ${pretty} });
       process.on('message', () => {
         log.info('one line that fails');
         log.info('one that waits behind it');
         process.exit(7);
       });
       log.info('ready');`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], timeout: 10_000, killSignal: 'SIGKILL' },
    );
    const [line] = await once(child.stdout!, 'data');
    expect(String(line)).toContain('ready');
    child.stdout!.destroy();
    await once(child.stdout!, 'close');
    child.send('end');
    expect(await once(child, 'exit')).toEqual([7, null]);
  });
});
