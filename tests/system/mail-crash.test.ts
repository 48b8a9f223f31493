import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePorts, startTestSystem, type AppProcess, type TestSystem } from '@antrean/testing';

/** Kills the worker at each instant of a mail; a fail point tells when the instant has come. */
describe('a mail whose worker is killed', () => {
  let system: TestSystem;
  let opsPort: number;
  const workers: AppProcess[] = [];

  beforeAll(async () => {
    system = await startTestSystem();
    [opsPort = 0] = await freePorts(1);
    await system.start('api');
  }, 60_000);
  afterAll(() => system.stop());

  /** The mails of one cause, and what the worker that takes over counts. */
  const killedAt = async (failPoint: string) => {
    await system.mailbox.clear();
    // One link a minute goes to a user: each time another one.
    const identifier = ['EMP001', 'EMP002', 'KIT001'][workers.length];
    const doomed = await system.start('worker', { FAIL_POINTS: failPoint });
    await system.call('POST', '/api/auth/password/forgot', { body: { identifier } });
    await doomed.said(`fail point reached: ${failPoint}`);
    await doomed.kill('SIGKILL');
    const successor = await system.start('worker', { WORKER_OPS_PORT: String(opsPort) });
    workers.push(successor);
    await system.drain(60_000);
    const metrics = await (await fetch(`http://127.0.0.1:${opsPort}/metrics`)).text();
    await successor.kill('SIGTERM');
    const mails = await system.mailbox.emails();
    return {
      ids: mails.map(({ headers }) => headers['message-id']),
      repeated: Number(/^mails_repeated_total\{[^}]*\} (\d+)$/m.exec(metrics)?.[1]),
    };
  };

  it.each([
    // It was on record that a try had begun, so the next one counts that it may repeat a mail.
    ['before anything left', 'mail.before-sending', 1],
    ['after our commit', 'delivery.after-commit', 0],
  ])(
    '%s is sent once',
    async (_, failPoint, counted) => {
      const { ids, repeated } = await killedAt(failPoint);
      expect(ids).toHaveLength(1);
      expect(repeated).toBe(counted);
    },
    90_000,
  );

  it('between the mail server’s acceptance and our commit is sent again, as the same mail, and counted', async () => {
    const { ids, repeated } = await killedAt('mail.after-acceptance');
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(repeated).toBe(1);
  }, 90_000);
});
