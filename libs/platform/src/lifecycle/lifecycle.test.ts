import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../observability/index.ts';
import { createLifecycle } from './lifecycle.ts';

const PRELUDE = `
  import { createLifecycle } from '${new URL('./index.ts', import.meta.url).href}';
  import { createLogger } from '${new URL('../observability/index.ts', import.meta.url).href}';
  const log = createLogger({ service: 'child', level: 'debug' });
  const say = (text) => process.stdout.write('# ' + text + '\\n');
  const never = () => new Promise(() => setInterval(() => {}, 1_000));
`;

const running: ChildProcessWithoutNullStreams[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

/** A real process that runs `script`; `seen(text)` resolves when its output holds the text. */
function start(script: string) {
  const child = spawn(process.execPath, [
    '--input-type=module',
    '--conditions=@antrean/source',
    '-e',
    PRELUDE + script,
  ]);
  running.push(child);
  let output = '';
  const seen = async (text: string): Promise<void> => {
    while (!output.includes(text)) await once(child, 'output');
  };
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
    child.emit('output');
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const closed = once(child, 'close');
  const ended = async () => {
    const [code, signal] = await closed;
    const said = [...output.matchAll(/^# (.*)$/gm)].map((match) => match[1]);
    return { code, signal, said, output };
  };
  return { child, seen, ended };
}

const THREE_STEPS = `
  lifecycle.run(async () => {
    lifecycle.onStop('database', () => say('database stopped'));
    lifecycle.onStop('queue', async () => { await null; say('queue stopped'); });
    lifecycle.onStop('http', () => say('http stopped'));
    setInterval(() => {}, 1_000);
    say('started');
  });`;

describe('a process with a lifecycle', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('stops in reverse order at %s and ends with 0', async (signal) => {
    const { child, seen, ended } = start(
      `const lifecycle = createLifecycle({ log, graceMs: 5_000 }); ${THREE_STEPS}`,
    );
    await seen('# started');
    child.kill(signal);
    const { code, said } = await ended();
    expect(said).toEqual(['started', 'http stopped', 'queue stopped', 'database stopped']);
    expect(code).toBe(0);
  });

  it('goes on behind a step that throws and one that hangs, logs both and ends with 1', async () => {
    const { child, seen, ended } = start(`
      const lifecycle = createLifecycle({ log, graceMs: 5_000 });
      lifecycle.run(() => {
        lifecycle.onStop('last', () => say('last stopped'));
        lifecycle.onStop('hanging', never, { timeoutMs: 50 });
        lifecycle.onStop('broken', () => { throw new Error('cannot close'); });
        setInterval(() => {}, 1_000);
        say('started');
      });`);
    await seen('# started');
    child.kill('SIGTERM');
    const { code, said, output } = await ended();
    expect(said).toEqual(['started', 'last stopped']);
    expect(output).toContain('cannot close');
    expect(output).toMatch(/"step":"hanging".*Could not stop in order|did not stop within 50 ms/);
    expect(code).toBe(1);
  });

  it.each([
    ['an unhandled rejection', `void Promise.reject(new Error('lost promise'))`, 'lost promise'],
    ['an uncaught exception', `setImmediate(() => { throw new Error('lost throw'); })`, 'lost throw'],
  ])('logs %s as fatal, stops in order and ends with 1', async (_name, accident, message) => {
    const { ended } = start(`
      const lifecycle = createLifecycle({ log, graceMs: 5_000 }); ${THREE_STEPS}
      setImmediate(() => { ${accident}; });`);
    const { code, said, output } = await ended();
    expect(said).toEqual(['started', 'http stopped', 'queue stopped', 'database stopped']);
    expect(output).toMatch(new RegExp(`"level":"fatal".*${message}`));
    expect(code).toBe(1);
  });

  it('stops what has started when the start fails', async () => {
    const { ended } = start(`
      const lifecycle = createLifecycle({ log, graceMs: 5_000 });
      lifecycle.run(async () => {
        lifecycle.onStop('database', () => say('database stopped'));
        throw new Error('port is taken');
      });`);
    const { code, said, output } = await ended();
    expect(said).toEqual(['database stopped']);
    expect(output).toMatch(/"level":"fatal".*port is taken/);
    expect(code).toBe(1);
  });

  it('waits for a start that is under way, so that nothing is left running', async () => {
    const { child, seen, ended } = start(`
      const lifecycle = createLifecycle({ log, graceMs: 5_000 });
      lifecycle.run(async () => {
        say('starting');
        await new Promise((resolve) => {
          const timer = setInterval(() => {}, 1_000);
          lifecycle.signal.addEventListener('abort', () => { clearInterval(timer); resolve(); });
        });
        lifecycle.onStop('late', () => say('late stopped'));
      });`);
    await seen('# starting');
    child.kill('SIGTERM');
    const { code, said } = await ended();
    expect(said).toEqual(['starting', 'late stopped']);
    expect(code).toBe(0);
  });

  it('ends at once at the second signal', async () => {
    const { child, seen, ended } = start(`
      const lifecycle = createLifecycle({ log, graceMs: 600_000 });
      lifecycle.run(() => {
        lifecycle.onStop('hanging', () => { say('hanging'); return never(); });
        say('started');
        setInterval(() => {}, 1_000);
      });`);
    await seen('# started');
    child.kill('SIGTERM');
    await seen('# hanging');
    child.kill('SIGTERM');
    const { code, output } = await ended();
    expect(code).toBe(1);
    expect(output).toContain('Second signal');
  });

  it('ends with 1 when something breaks while it stops', async () => {
    const { child, seen, ended } = start(`
      const lifecycle = createLifecycle({ log, graceMs: 5_000 });
      lifecycle.run(() => {
        lifecycle.onStop('slow', () => new Promise((resolve) => {
          void Promise.reject(new Error('broke on the way out'));
          setTimeout(resolve, 20);
        }));
        setInterval(() => {}, 1_000);
        say('started');
      });`);
    await seen('# started');
    child.kill('SIGTERM');
    const { code, output } = await ended();
    expect(output).toContain('broke on the way out');
    expect(code).toBe(1);
  });
});

describe('stop', () => {
  it('runs each step once, however often it is called', async () => {
    const lifecycle = createLifecycle({
      log: createLogger({ service: 'test', level: 'silent' }),
      graceMs: 1_000,
    });
    let stops = 0;
    lifecycle.onStop('only', () => {
      stops += 1;
    });
    expect(lifecycle.signal.aborted).toBe(false);
    const [first, second] = await Promise.all([lifecycle.stop('test'), lifecycle.stop('again')]);
    expect([first, second, await lifecycle.stop('and again')]).toEqual([true, true, true]);
    expect(stops).toBe(1);
    expect(lifecycle.signal.aborted).toBe(true);
  });
});
