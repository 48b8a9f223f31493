import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { testLog } from '@antrean/testing';
import { z } from 'zod';
import { createMetrics } from '../observability/index.ts';
import { startHttpServer, type HttpServer, type RawAnswer } from './http-test.factory.ts';
import { ok, route } from './index.ts';
import { createLoadShedding, type LoadShedding, type Pressure } from './load-shedding.ts';

const LOOK_EVERY_MS = 20;

describe('S1-GW-11 a flood of requests', () => {
  let server: HttpServer;
  let shedding: LoadShedding;
  /** Lets the requests go that are being worked on. */
  let go: () => void = () => undefined;
  let begun = 0;
  const metrics = createMetrics({ service: 'test' });
  afterEach(async () => {
    go();
    shedding.stop();
    await server.close();
  });

  async function start(limits: {
    most: number;
    least: number;
    lookEveryMs?: number;
    readPressure?: () => Pressure;
    work?: () => Promise<unknown> | unknown;
  }): Promise<void> {
    begun = 0;
    const held = new Promise<void>((resolve) => (go = resolve));
    const { work = () => held, ...rest } = limits;
    shedding = createLoadShedding({ metrics, log: testLog, lookEveryMs: LOOK_EVERY_MS, ...rest });
    server = await startHttpServer(
      [
        route({
          method: 'get',
          path: '/work',
          access: 'public',
          tag: 'x',
          summary: 'x',
          response: z.object({}),
          handler: async () => {
            begun += 1;
            await work();
            return ok({});
          },
        }),
      ],
      {
        loadShedding: shedding.middleware,
        pages: [(request, response, next) => (request.path === '/api/health' ? response.send('up') : next())],
      },
    );
  }
  const ask = (times: number): Promise<RawAnswer>[] =>
    Array.from({ length: times }, () => server.send('GET', '/work'));
  const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await isSo())) await wait(5);
  };
  const limit = async (): Promise<number> => (await metrics.requestLimit.get()).values[0]?.value ?? 0;
  const statuses = (answers: readonly RawAnswer[]): number[] => answers.map(({ status }) => status).sort();

  it('is served as far as that goes: the rest is told at once to come again, and the health page answers', async () => {
    await start({ most: 10, least: 5 });
    const served = ask(10);
    await until(() => begun === 10);
    const refused = await Promise.all(ask(20));
    expect(new Set(statuses(refused))).toEqual(new Set([503]));
    for (const { headers, body } of refused) {
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(headers['content-type']).toContain('application/problem+json');
      expect(JSON.parse(body.toString())).toMatchObject({ code: 'overloaded' });
    }
    expect(begun).toBe(10);
    expect((await metrics.requestsShed.get()).values[0]?.value).toBe(20);
    expect(await server.send('GET', '/api/health')).toMatchObject({ status: 200 });
    go();
    expect(new Set(statuses(await Promise.all(served)))).toEqual(new Set([200]));
    expect(statuses(await Promise.all(ask(10)))).toEqual(Array.from({ length: 10 }, () => 200));
  });

  it.each([
    ['the event loop is late', { delayMs: 1_000, memory: 0 }],
    ['memory is short', { delayMs: 0, memory: 0.95 }],
  ])(
    'meets a lower limit while %s, never less than a few, and the former when that is over',
    async (_, hard) => {
      let pressure: Pressure = { delayMs: 0, memory: 0 };
      await start({ most: 100, least: 5, readPressure: () => pressure });
      pressure = hard;
      const served = ask(5);
      await until(() => begun === 5);
      await until(async () => (await limit()) === 5);
      expect(statuses(await Promise.all(ask(3)))).toEqual([503, 503, 503]);
      pressure = { delayMs: 0, memory: 0 };
      await until(async () => (await limit()) === 100);
      const more = ask(50);
      await until(() => begun === 55);
      go();
      expect(new Set(statuses(await Promise.all([...served, ...more])))).toEqual(new Set([200]));
    },
  );

  it('is looked for while requests come, and not when the process rests', async () => {
    let looks = 0;
    const easy = { delayMs: 0, memory: 0 };
    await start({ most: 10, least: 5, readPressure: () => ((looks += 1), easy), work: () => undefined });
    for (const _ of ['at first', 'and after a rest']) {
      const before = looks;
      await Promise.all(ask(1));
      await until(() => looks > before);
      // One look after the last request finds nothing to do; there is none after it.
      let last = -1;
      await until(async () => {
        const isOver = last === looks;
        last = looks;
        await wait(5 * LOOK_EVERY_MS);
        return isOver;
      });
    }
    const rested = looks;
    await wait(5 * LOOK_EVERY_MS);
    expect(looks).toBe(rested);
  });

  it('that keeps the event loop busy is noticed by that, and by nothing that it says', async () => {
    // Each blocks the process for longer than a whole look, as no request of ours does.
    const block = async (): Promise<void> => {
      const until = performance.now() + 400;
      while (performance.now() < until);
    };
    await start({ most: 100, least: 2, lookEveryMs: 250, work: block });
    const answers = Promise.all(ask(6));
    await until(async () => (await limit()) < 100);
    expect(new Set(statuses(await answers))).toEqual(new Set([200]));
    await until(async () => (await limit()) === 100);
  });
});
