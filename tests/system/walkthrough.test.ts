import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, unwrap } from '@antrean/client';
import { fileURLToPath } from 'node:url';
import { npmStart, type StartedSystem } from './npm-start.ts';

const run = promisify(execFile);
/** The OpenAPI document is the longest answer: more than a megabyte. */
const OUTPUT_BYTES = 16 * 1024 * 1024;
const root = fileURLToPath(new URL('../..', import.meta.url));

/** The documented commands, run by a shell as they stand, but for the port and the placeholders of tokens. */
describe('the documented walk-throughs against npm start', () => {
  let system: StartedSystem;
  let folder: string;
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    system = await npmStart();
    folder = await mkdtemp(join(tmpdir(), 'antrean-walk-'));
  }, 120_000);
  afterAll(() => system.dispose());

  interface Result {
    status: number;
    headers: string;
    text: string;
    json: Record<string, unknown>;
  }

  /** Runs a documented curl command; `^` at line ends is the Windows way of writing `\`. */
  const curl = async (command: string): Promise<Result> => {
    const literal = Object.entries(tokens)
      .reduce((text, [place, token]) => text.replaceAll(place, token), command)
      .replaceAll(/ \^\n/g, ' \\\n')
      .replaceAll('localhost:3000', `localhost:${system.port}`);
    const { stdout } = await run('bash', ['-c', `${literal} -s -i`], {
      cwd: folder,
      maxBuffer: OUTPUT_BYTES,
    });
    const at = stdout.search(/\r?\n\r?\n/);
    const headers = stdout.slice(0, at);
    const text = stdout.slice(at).trim();
    const isJson = /content-type: application\/(problem\+)?json/i.test(headers);
    return {
      status: Number(/^HTTP\/1\.1 (\d+)/.exec(headers)?.[1]),
      headers,
      text,
      json: JSON.parse(isJson ? text : '{}'),
    };
  };

  it('S3-OPS-01 S3-RUN-01 health', async () => {
    const { status, json } = await curl('curl http://localhost:3000/api/health');
    expect(status).toBe(200);
    expect(json).toMatchObject({ status: 'ok', message: 'Bebang Pack Meal Portal API is running' });
    expect(json).toMatchObject({ zoneData: { version: process.versions['tz'] } });
  });

  it('S3-AUTH-01 S3-AUTH-02 S3-AUTH-03 S3-AUTH-04 S3-AUTH-06 login, profile, refresh, logout with cookies.txt', async () => {
    const login = await curl(`curl -X POST "http://localhost:3000/api/auth/login" ^
  -H "Content-Type: application/json" ^
  -d "{\\"nik\\":\\"ADM001\\",\\"password\\":\\"admin123\\"}" ^
  -c cookies.txt`);
    expect(login.status).toBe(200);
    expect(login.json).toMatchObject({ user: { id: 1, nik: 'ADM001', role: 'administrator' } });
    tokens['<ACCESS_TOKEN_ADMIN>'] = String(login.json['accessToken']);
    tokens['<ACCESS_TOKEN>'] = String(login.json['accessToken']);
    tokens['ADMIN_ACCESS_TOKEN'] = String(login.json['accessToken']);

    const me = await curl(`curl -X GET "http://localhost:3000/api/auth/me" ^
  -H "Authorization: Bearer <ACCESS_TOKEN>"`);
    expect([me.status, me.json['nik']]).toEqual([200, 'ADM001']);

    const refresh = await curl(`curl -X POST "http://localhost:3000/api/auth/refresh" ^
  -b cookies.txt`);
    expect([refresh.status, typeof refresh.json['accessToken']]).toEqual([200, 'string']);
    expect(refresh.headers).toMatch(/set-cookie: refreshToken=/i);

    const users = await curl(`curl -X GET "http://localhost:3000/api/users" ^
  -H "Authorization: Bearer <ACCESS_TOKEN_ADMIN>"`);
    expect(users.status).toBe(200);

    await curl(
      `curl -X POST "http://localhost:3000/api/auth/login" -H "Content-Type: application/json" -d "{\\"nik\\":\\"EMP002\\",\\"password\\":\\"emp123\\"}" -c cookies.txt`,
    );
    const logout = await curl(`curl -X POST "http://localhost:3000/api/auth/logout" ^
  -b cookies.txt`);
    expect([200, 204]).toContain(logout.status);
    const after = await curl(`curl -X POST "http://localhost:3000/api/auth/refresh" ^
  -b cookies.txt`);
    expect(after.status).toBe(401);
  });

  it('S3-ORD-28 S3-SEED-01 S3-ORD-02 the order walk-through from login to decision', async () => {
    const code = `PM-${new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')}-001`;
    const employee = await curl(`curl -X POST http://localhost:3000/api/auth/login \\
  -H "Content-Type: application/json" \\
  -d '{"nik":"EMP001","password":"emp123"}'`);
    tokens['YOUR_ACCESS_TOKEN'] = String(employee.json['accessToken']);

    const created = await curl(`curl -X POST http://localhost:3000/api/orders \\
  -H "Authorization: Bearer YOUR_ACCESS_TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"shiftId":1,"jumlahPesanan":10}'`);
    expect(created.status).toBe(201);
    expect(created.json).toMatchObject({
      id: 1,
      kodePesanan: code,
      statusPesanan: 'MENUNGGU',
      jumlahPesanan: 10,
    });

    const kitchen = await curl(`curl -X POST http://localhost:3000/api/auth/login \\
  -H "Content-Type: application/json" \\
  -d '{"nik":"KIT001","password":"kitchen123"}'`);
    tokens['DAPUR_ACCESS_TOKEN'] = String(kitchen.json['accessToken']);

    const accepted = await curl(`curl -X PATCH http://localhost:3000/api/orders/1/status \\
  -H "Authorization: Bearer DAPUR_ACCESS_TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"status":"IN_PROGRESS"}'`);
    expect([accepted.status, accepted.json['statusPesanan']]).toEqual([200, 'IN_PROGRESS']);

    const requested = await curl(`curl -X POST http://localhost:3000/api/orders/1/request-rejection \\
  -H "Authorization: Bearer DAPUR_ACCESS_TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"catatanDapur":"Stok bahan tidak mencukupi untuk jumlah ini"}'`);
    expect([requested.status, requested.json['statusPesanan']]).toEqual([200, 'MENUNGGU_PERSETUJUAN']);

    const pending = await curl(`curl -X GET http://localhost:3000/api/orders/pending-approvals \\
  -H "Authorization: Bearer ADMIN_ACCESS_TOKEN"`);
    expect(pending.status).toBe(200);
    expect(pending.json['data']).toMatchObject([
      { kodePesanan: code, requestType: 'REJECT', approvalStatus: 'PENDING' },
    ]);

    const decided = await curl(`curl -X POST http://localhost:3000/api/orders/1/approve-reject \\
  -H "Authorization: Bearer ADMIN_ACCESS_TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"decision":"APPROVED","catatanAdmin":"Disetujui"}'`);
    expect([decided.status, decided.json['statusPesanan']]).toEqual([200, 'DITOLAK']);
  });

  it('S3-WS-14 S3-WS-01 S3-WS-02 S3-WS-15 the documented socket.io-client sample hears an order, on both ports', async () => {
    for (const port of [system.port, system.realtimePort]) {
      const sample = join(root, 'tests/system', `sample-${process.pid}-${port}.mjs`);
      await writeFile(
        sample,
        `
import { io } from "socket.io-client";

const accessToken = "${tokens['DAPUR_ACCESS_TOKEN']}";
const departmentId = 1;

const socket = io("http://localhost:${port}/notifications", {
  transports: ["websocket"],
  auth: { token: accessToken, departmentId },
  withCredentials: true,
});

socket.on("connect", () => {
  console.log("[WS] connected:", socket.id);
});

socket.on("order.created", (payload) => {
  console.log("[WS] order.created:", JSON.stringify(payload));
  socket.close();
});

socket.on("disconnect", (reason) => {
  console.log("[WS] disconnected:", reason);
});
`,
      );
      const { spawn } = await import('node:child_process');
      const { rm } = await import('node:fs/promises');
      const client = spawn(process.execPath, [sample], { cwd: root });
      let said = '';
      const heard = new Promise<void>((resolve) => {
        client.on('exit', () => resolve());
      });
      const connected = new Promise<void>((resolve) => {
        client.stdout.on('data', (chunk: Buffer) => {
          said += chunk.toString();
          if (said.includes('[WS] connected:')) resolve();
        });
      });
      await connected;
      const created = await curl(`curl -X POST http://localhost:3000/api/orders \\
  -H "Authorization: Bearer YOUR_ACCESS_TOKEN" \\
  -H "Content-Type: application/json" \\
  -d "{\\"shiftId\\":1,\\"jumlahPesanan\\":10}"`);
      await heard;
      await rm(sample);
      const payload: Record<string, unknown> = JSON.parse(/order\.created: (.*)/.exec(said)?.[1] ?? '{}');
      expect(payload).toEqual({
        orderId: created.json['id'],
        departmentId: 1,
        kodePesanan: created.json['kodePesanan'],
        jumlahPesanan: 10,
        tanggalPesanan: created.json['tanggalPesanan'],
        createdBy: 2,
      });
    }
  }, 60_000);

  it.each([
    ['/api/reports/consumption', 'application/json'],
    ['/api/reports/consumption?groupBy=MONTHLY&shiftId=1&format=csv', 'text/csv'],
    [
      '/api/reports/department?tanggalMulai=2025-09-01&tanggalAkhir=2025-10-01&status=READY',
      'application/json',
    ],
    ['/api/reports/department?format=csv', 'text/csv'],
    ['/api/reports/performance?departmentId=1&shiftId=1', 'application/json'],
    ['/api/reports/performance?format=csv', 'text/csv'],
    ['/api/reports/rejections?approvalStatus=PENDING&page=1&limit=50', 'application/json'],
    ['/api/reports/rejections?format=csv', 'text/csv'],
    [
      '/api/reports/audit-trail?search=ORDER&tanggalMulai=2025-09-01&tanggalAkhir=2025-10-01&page=1&limit=50',
      'application/json',
    ],
    ['/api/reports/audit-trail?format=csv', 'text/csv'],
    ['/api/reports/audit-trail/order/PM-20251001-001', 'application/json'],
    ['/api/reports/audit-trail/action-types', 'application/json'],
    ['/api/reports/consumption?format=pdf', 'application/pdf'],
  ])('S3-RPT-13 S3-RPT-01 %s', async (path, type) => {
    const answer = await curl(`curl -X GET "http://localhost:3000${path}" ^
  -H "Authorization: Bearer <ACCESS_TOKEN_ADMIN>"`);
    expect(answer.status).toBe(200);
    expect(answer.headers.toLowerCase()).toContain(`content-type: ${type}`);
  });

  it('S3-WS-17 the ten lines of the user guide follow orders', async () => {
    const guide = await readFile(join(root, 'docs/user-guide.md'), 'utf8');
    const lines = /```ts\n(\/\/ follow-orders\.ts\n.*?)```/s.exec(guide)?.[1] ?? '';
    expect(lines.trim().split('\n').length).toBeLessThanOrEqual(13);
    const file = join(root, 'tests/system/follow-orders.sample.ts');
    await writeFile(file, lines.replace('localhost:3000', `localhost:${system.port}`));
    const program = spawn(process.execPath, ['--conditions=@antrean/source', file], { cwd: root });
    try {
      let said = '';
      const says = async (text: string): Promise<void> => {
        while (!said.includes(text)) await once(program.stdout, 'data');
      };
      program.stdout.on('data', (chunk) => (said += String(chunk)));
      program.stderr.on('data', (chunk) => (said += String(chunk)));
      await says('waiting:');
      const employee = createClient({ url: `http://localhost:${system.port}` });
      await employee.session.logIn({ nik: 'EMP001', password: 'emp123' });
      const body = { shiftId: 1, jumlahPesanan: 7 };
      const { kodePesanan } = await unwrap(employee.api.POST('/api/orders', { body }));
      await says(`new: ${kodePesanan} 7`);
    } finally {
      program.kill();
      await rm(file);
    }
  }, 60_000);

  it('S0-DOC-02 documentation: OpenAPI, AsyncAPI and a page without foreign assets', async () => {
    const openApi = (await curl('curl http://localhost:3000/api/openapi.json')).json;
    expect(openApi).toMatchObject({
      openapi: '3.1.0',
      paths: {
        '/api/reports/consumption': {
          get: { responses: { 202: { headers: { Location: {}, 'Preference-Applied': {} } } } },
        },
      },
    });
    expect((await curl('curl http://localhost:3000/api/asyncapi.json')).json['asyncapi']).toBe('3.0.0');
    const page = await curl('curl http://localhost:3000/api/docs/');
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/(src|href)="(https?:)?\/\//);
  });
});
