import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { request } from 'node:https';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findProgram, freePorts, startTestSystem, type TestSystem } from '@antrean/testing';
import { io } from 'socket.io-client';

const nginx = findProgram('nginx');
const openssl = findProgram('openssl');
const SECRET = 'a-token-that-nobody-may-find';

(nginx && openssl ? describe : describe.skip)('nginx.conf.example, as nginx runs it', () => {
  let folder: string;
  let system: TestSystem;
  let server: ChildProcess | undefined;
  let gone: Promise<unknown> | undefined;
  let [plain, tls] = [0, 0];

  beforeAll(async () => {
    folder = await mkdtemp('/tmp/antrean-nginx-');
    await mkdir(join(folder, 'www', 'assets'), { recursive: true });
    await writeFile(join(folder, 'www', 'index.html'), '<!doctype html><title>front end</title>');
    await writeFile(join(folder, 'www', 'assets', 'app-1a2b.js'), 'export {};');
    execFileSync('chmod', ['-R', 'a+rX', folder]);
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    execFileSync(
      openssl!,
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-subj',
        '/CN=test',
        '-keyout',
        key,
        '-out',
        certificate,
      ],
      { stdio: 'ignore' },
    );
    system = await startTestSystem({ TRUST_PROXY: '1' });
    await Promise.all([system.start('api'), system.start('realtime'), system.start('worker')]);
    [plain = 0, tls = 0] = await freePorts(2);
    const conf = (await readFile(join(import.meta.dirname, '../../nginx.conf.example'), 'utf8'))
      .replace(/ssl_certificate .*;/, `ssl_certificate ${certificate};`)
      .replace(/ssl_certificate_key .*;/, `ssl_certificate_key ${key};`)
      .replace(/pid .*;/, `pid ${join(folder, 'nginx.pid')};`)
      .replaceAll('/var/log/nginx/', `${folder}/`)
      .replaceAll('/var/www/antrean', join(folder, 'www'))
      .replaceAll(/ *listen \[::\]:.*\n/g, '')
      .replace('listen 80;', `listen 127.0.0.1:${plain};`)
      .replace('listen 443 ssl', `listen 127.0.0.1:${tls} ssl`)
      .replace('127.0.0.1:3000', new URL(system.apiUrl).host)
      .replace('127.0.0.1:3001', `127.0.0.1:${system.environment['WS_PORT']}`);
    await writeFile(join(folder, 'nginx.conf'), conf);
    const checked = execFileSync(nginx!, ['-t', '-e', 'stderr', '-c', join(folder, 'nginx.conf')], {
      stdio: 'pipe',
    });
    expect(checked.toString()).toBe('');
    server = spawn(nginx!, ['-e', 'stderr', '-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'], {
      stdio: 'ignore',
    });
    gone = once(server, 'exit');
    for (let tries = 0; !(await isOpen(tls)); tries += 1) {
      if (tries === 100) throw new Error('nginx does not listen');
      await sleep(50);
    }
  }, 90_000);
  afterAll(async () => {
    server?.kill('SIGTERM');
    await gone;
    await system.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const fetchTls = async (path: string, headers: Record<string, string> = {}) => {
    const asked = request({ host: '127.0.0.1', port: tls, path, headers, rejectUnauthorized: false });
    asked.end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    const body = Buffer.concat(await answer.toArray()).toString();
    return { status: answer.statusCode, headers: answer.headersDistinct, body };
  };

  it('S3-OPS-05 sends who comes without TLS to its own name, whatever name they bring', async () => {
    const asked = get({
      host: '127.0.0.1',
      port: plain,
      path: '/orders?page=2',
      headers: { host: 'evil.example' },
    });
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    answer.resume();
    expect(answer.statusCode).toBe(301);
    expect(answer.headers.location).toBe('https://antrean.example.com/orders?page=2');
  });

  it('S3-OPS-05 redirects no program that comes without TLS: it is told', async () => {
    for (const path of ['/api/health', '/socket.io/?EIO=4&transport=polling']) {
      const [answer] = (await once(get({ host: '127.0.0.1', port: plain, path }), 'response')) as [
        IncomingMessage,
      ];
      answer.resume();
      expect(answer.statusCode).toBe(403);
    }
  });

  it('S3-OPS-05 speaks TLS from 1.2 on, and nothing without forward secrecy', async () => {
    const agreed = async (options: ConnectionOptions): Promise<string> => {
      const socket = connectTls({ host: '127.0.0.1', port: tls, rejectUnauthorized: false, ...options });
      try {
        await once(socket, 'secureConnect');
        return `${socket.getProtocol()} ${socket.getCipher().name}`;
      } catch {
        return 'refused';
      } finally {
        socket.destroy();
      }
    };
    expect(await agreed({})).toBe('TLSv1.3 TLS_AES_256_GCM_SHA384');
    expect(await agreed({ maxVersion: 'TLSv1.2' })).toBe('TLSv1.2 ECDHE-RSA-AES256-GCM-SHA384');
    for (const ciphers of ['AES256-GCM-SHA384', 'AES128-SHA', 'ECDHE-RSA-AES128-SHA'])
      expect(await agreed({ maxVersion: 'TLSv1.2', ciphers: `${ciphers}:@SECLEVEL=0` })).toBe('refused');
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const;
    expect(await agreed(old)).toBe('refused');
  });

  it.each(['/', '/assets/app-1a2b.js', '/assets/missing.js', '/api/health', '/api/nothing'])(
    'S3-OPS-05 %s comes with every security header, once',
    async (path) => {
      const { headers } = await fetchTls(path);
      for (const name of [
        'strict-transport-security',
        'content-security-policy',
        'x-content-type-options',
        'x-frame-options',
        'referrer-policy',
      ])
        expect([name, headers[name]?.length]).toEqual([name, 1]);
      expect(headers['content-security-policy']?.[0]).toContain(`frame-ancestors 'none'`);
      expect(headers['content-security-policy']?.[0]).toContain(`base-uri 'none'`);
      expect(headers['strict-transport-security']).toEqual(['max-age=31536000; includeSubDomains']);
    },
  );

  it('S3-OPS-05 serves the front end and the api on one origin, compressed', async () => {
    expect((await fetchTls('/')).body).toContain('front end');
    const health = await fetchTls('/api/health');
    expect(health.status).toBe(200);
    expect(JSON.parse(health.body)).toMatchObject({ status: 'ok' });
    const packed = await fetchTls('/api/openapi.json', { 'accept-encoding': 'gzip' });
    expect(packed.headers['content-encoding']).toEqual(['gzip']);
  });

  it('ignores an offer to upgrade that nobody takes', async () => {
    for (const path of ['/api/health', '/socket.io/?EIO=4&transport=polling']) {
      const { status } = await fetchTls(path, {
        connection: 'Upgrade, HTTP2-Settings',
        upgrade: 'h2c',
        'http2-settings': 'AAMAAABkAARAAAAAAAIAAAAA',
      });
      expect(status).toBe(200);
    }
  });

  it('lets live updates through, and writes no token to a log', async () => {
    const token = await system.login('ADM001', 'admin123');
    const socket = io(`https://127.0.0.1:${tls}/notifications`, {
      transports: ['websocket'],
      rejectUnauthorized: false,
      query: { token: SECRET },
      auth: { token },
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    socket.disconnect();
    await fetchTls(`/api/health?token=${SECRET}`);
    await fetchTls(`/nowhere?token=${SECRET}`);
    const access = await readFile(join(folder, 'access.log'), 'utf8');
    expect(access).toContain('GET /api/health HTTP/1.1');
    expect(access + (await readFile(join(folder, 'error.log'), 'utf8'))).not.toContain(SECRET);
  });
});

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return new Promise((resolve) => {
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}
