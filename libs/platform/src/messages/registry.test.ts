import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  assertEveryJobIsHandled,
  createMessageRegistry,
  defineEvent,
  defineJob,
  RegistryError,
} from './index.ts';

const event = (name: string) => defineEvent({ name, version: 1, summary: '', schema: z.object({}) });
const job = (name: string) =>
  defineJob({
    name,
    version: 1,
    summary: '',
    queue: 'q',
    schema: z.object({}),
    attempts: 1,
    timeoutMs: 1,
    backoffMs: 1,
  });

describe('the start is refused', () => {
  it('when two messages share a name, also an event and a job', () => {
    expect(() => createMessageRegistry([event('a'), event('a')])).toThrow(RegistryError);
    expect(() => createMessageRegistry([event('a'), job('a')])).toThrow(/"a" is declared twice/);
  });

  it('when a job has no handler', () => {
    const registry = createMessageRegistry([job('a'), job('b')]);
    const [a] = [...registry.jobs.values()];
    expect(() => assertEveryJobIsHandled(registry, a ? [a] : [])).toThrow(/job "b" has no handler/);
  });

  it('when a handler has no job, or a job two handlers', () => {
    const one = job('a');
    const registry = createMessageRegistry([one]);
    expect(() => assertEveryJobIsHandled(registry, [one, job('z')])).toThrow(/"z" is not declared/);
    expect(() => assertEveryJobIsHandled(registry, [one, one])).toThrow(/two handlers/);
  });

  it('not when everything fits', () => {
    const one = job('a');
    expect(() => assertEveryJobIsHandled(createMessageRegistry([one, event('b')]), [one])).not.toThrow();
  });
});
