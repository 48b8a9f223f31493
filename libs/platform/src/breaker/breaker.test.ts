import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createMetrics } from '@antrean/platform/observability';
import { testLog } from '@antrean/testing';
import { createBreakers, ServiceAway, type BreakerOptions, type Breakers } from './index.ts';

class Refusal extends Error {}
class Left extends Error {}

const options: BreakerOptions = {
  timeoutMs: 200,
  resetMs: 400,
  judge: (error) => (error instanceof Refusal ? 'answered' : error instanceof Left ? 'nothing' : 'away'),
};

describe('a breaker', () => {
  let breakers: Breakers;
  const metrics = createMetrics({ service: 'test' });
  const create = (more: Partial<BreakerOptions> = {}) => {
    breakers = createBreakers({ metrics, log: testLog });
    return breakers.of('smtp', 'mail.test:25', { ...options, ...more });
  };
  afterEach(() => breakers.shutdown());
  const fail = (error: Error) => () => Promise.reject(error);
  const state = () => breakers.list()[0]?.state;
  const times = async (count: number, call: () => Promise<unknown>): Promise<unknown[]> => {
    const outcomes: unknown[] = [];
    for (let n = 0; n < count; n += 1) outcomes.push(await call().catch((error: unknown) => error));
    return outcomes;
  };
  const gauge = async () => (await metrics.breakerState.get()).values[0]?.value;

  it('S1-GW-15 opens when most of ten calls fail, answers without a call, and closes when one comes through', async () => {
    const breaker = create();
    await times(9, () => breaker.run(fail(new Error('away'))));
    expect(state()).toBe('closed');
    await times(1, () => breaker.run(fail(new Error('away'))));
    expect([state(), breaker.isOpen, await gauge()]).toEqual(['open', true, 2]);
    expect(breakers.list()).toMatchObject([
      { kind: 'smtp', target: 'mail.test:25', lastError: 'away', recent: { calls: 10, failures: 10 } },
    ]);

    let called = 0;
    const work = () => Promise.resolve((called += 1));
    const [refused] = await times(1, () => breaker.run(work));
    expect(refused).toBeInstanceOf(ServiceAway);
    expect((refused as ServiceAway).retryAfterMs).toBeLessThanOrEqual(400);
    expect(called).toBe(0);

    await breaker.untilCalled({ signal: new AbortController().signal, patienceMs: 30_000 });
    expect(state()).toBe('half_open');
    // One call passes; whoever comes before it is answered is refused.
    const [first, second] = await Promise.allSettled([breaker.run(work), breaker.run(work)]);
    expect([first.status, second.status, called]).toEqual(['fulfilled', 'rejected', 1]);
    expect([state(), await gauge()]).toEqual(['closed', 0]);
  });

  it('S1-GW-15 does not open for refusals and for those who left; half open an answer closes it, a leaver does not', async () => {
    const breaker = create();
    await times(30, () => breaker.run(fail(new Refusal())));
    await times(30, () => breaker.run(fail(new Left())));
    expect(state()).toBe('closed');
    await times(90, () => breaker.run(fail(new Error('away'))));
    const signal = new AbortController().signal;
    const halfOpen = () => breaker.untilCalled({ signal, patienceMs: 30_000 });
    await halfOpen();
    await times(1, () => breaker.run(fail(new Left())));
    expect(state()).toBe('open');
    await halfOpen();
    await times(1, () => breaker.run(fail(new Refusal())));
    expect(state()).toBe('closed');
  });

  it('S1-GW-15 ends a call that takes too long, and counts it', async () => {
    const breaker = create();
    let aborted = 0;
    const hang = (signal: AbortSignal) =>
      new Promise((_, reject) =>
        signal.addEventListener('abort', () => {
          aborted += 1;
          reject(new Error('ended'));
        }),
      );
    await Promise.allSettled(Array.from({ length: 12 }, () => breaker.run(hang)));
    expect([aborted, state()]).toEqual([12, 'open']);
  });

  it('S1-GW-15 opens for calls that hang one after the other, of which no window of its length has ten', async () => {
    const breaker = create({ timeoutMs: 50, windowMs: 200 });
    await times(10, () => breaker.run(() => new Promise(() => undefined)));
    expect(state()).toBe('open');
  });

  it('opens soon for what fails at once, however much went well long before', async () => {
    const breaker = create({ timeoutMs: 50, windowMs: 200 });
    await times(100, () => breaker.run(() => Promise.resolve()));
    // Now and then one, so that the last ten are always among those that went well.
    for (let n = 0; n < 20; n += 1) {
      await times(1, () => breaker.run(() => Promise.resolve()));
      await wait(15);
    }
    await times(30, () => breaker.run(fail(new Error('away'))));
    expect(state()).toBe('open');
  });

  it('half open, one of those who wait goes; when it fails the others wait on, when it comes through they go', async () => {
    const breaker = create();
    await times(10, () => breaker.run(fail(new Error('away'))));
    const signal = new AbortController().signal;
    const went: number[] = [];
    const wanted = [1, 2, 3].map((n) =>
      breaker.untilCalled({ signal, patienceMs: 30_000 }).then(() => went.push(n)),
    );
    await wanted[0];
    await wait(20);
    expect([state(), went]).toEqual(['half_open', [1]]);
    await times(1, () => breaker.run(fail(new Error('still away'))));
    expect(state()).toBe('open');
    await wanted[1];
    const answered = Promise.withResolvers<void>();
    const trial = breaker.run(() => answered.promise);
    const late = breaker.untilCalled({ signal, patienceMs: 30_000 }).then(() => went.push(4));
    await wait(20);
    expect([state(), went]).toEqual(['half_open', [1, 2]]);
    answered.resolve();
    await Promise.all([trial, ...wanted, late]);
    expect([state(), went]).toEqual(['closed', [1, 2, 3, 4]]);
    // What failed before is no reason to open it again.
    await times(3, () => breaker.run(fail(new Error('once more'))));
    expect(state()).toBe('closed');
  });

  it('half open, whoever was let go and does not call makes room for the next', async () => {
    const breaker = create();
    await times(10, () => breaker.run(fail(new Error('away'))));
    const signal = new AbortController().signal;
    const waits = [1, 2].map(() => breaker.untilCalled({ signal, patienceMs: 30_000 }));
    await Promise.all(waits);
    expect(state()).toBe('half_open');
  });

  it('is waited for no longer than is said, and not by who has left', async () => {
    const breaker = create();
    await times(10, () => breaker.run(fail(new Error('away'))));
    const leaving = new AbortController();
    const waits = Promise.allSettled([
      breaker.untilCalled({ signal: leaving.signal, patienceMs: 30_000 }),
      breaker.untilCalled({ signal: new AbortController().signal, patienceMs: 1 }),
    ]);
    leaving.abort(new Left());
    const [left, late] = await waits;
    expect([left, late]).toEqual([
      { status: 'rejected', reason: expect.any(Left) },
      { status: 'rejected', reason: expect.any(ServiceAway) },
    ]);
  });

  it('may not wait for a call longer than it rests', () => {
    create();
    expect(() => breakers.of('sms', 'x', { ...options, timeoutMs: 400 })).toThrow(
      'longer than its breaker rests',
    );
  });
});
