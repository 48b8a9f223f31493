import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineSettings } from '../config/index.ts';
import { neverAsked } from '@antrean/testing';
import { createAddressBlocks, createFloodWatch } from '../blocking/index.ts';
import type { Database } from '../database/index.ts';
import { createLogger } from '../observability/index.ts';
import { composeDomains, defineDomain, startServing } from './index.ts';

it('what a domain has the api do goes on after a failure, and no turn is under way when it has stopped', async () => {
  const told: string[] = [];
  let turns = 0;
  let isUnderWay = false;
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  const settings = defineSettings(
    z.object({ PAUSE_MS: z.coerce.number().default(9) }),
    (env) => env.PAUSE_MS,
  );
  const domain = defineDomain({
    name: 'a',
    settings,
    serving:
      async () =>
      ({ settings: everyMs }) => ({
        what: 'counting',
        everyMs,
        run: async () => {
          isUnderWay = true;
          turns += 1;
          await new Promise((done) => setImmediate(done));
          isUnderWay = false;
          if (turns === 1) throw new Error('not this time');
          if (turns === 3) resolve();
        },
      }),
  });
  const log = createLogger(
    { service: 'api', level: 'info' },
    { write: (line: string) => void told.push(line) },
  );
  const system = composeDomains([domain, defineDomain({ name: 'b' })]);
  const database = neverAsked<Database>('database');
  const variables = { PAUSE_MS: '1' };
  const stop = await startServing(system, {
    ...{ database, unitOfWork: { database, wakeRelay: () => undefined } },
    ...{ blocks: createAddressBlocks(), floods: createFloodWatch(), log, variables },
  });
  await enough;
  await stop();
  expect(isUnderWay).toBe(false);
  const atTheEnd = turns;
  await new Promise((done) => setTimeout(done, 20));
  expect(turns).toBe(atTheEnd);
  expect(told.join('')).toContain('counting failed; it is tried again');
});
