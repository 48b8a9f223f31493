import { describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '@antrean/testing';
import { query } from '../database/index.ts';
import { defineLifecycle, unknownStates } from './index.ts';

type State = 'draft' | 'open' | 'closed';
const states: readonly State[] = ['draft', 'open', 'closed'];
const sound = {
  column: 'things.state',
  states,
  initial: 'draft',
  terminal: ['closed'],
  transitions: {
    publish: { from: 'draft', to: 'open', by: 'write' },
    close: {
      from: ['draft', 'open'],
      to: 'closed',
      by: 'end',
      guard: ({ paid }: { paid: boolean }) => paid,
    },
    expire: { from: 'open', to: 'closed', by: 'system' },
    force: { from: states, to: states, by: 'force', guard: ({ from, to }) => from !== to, overrides: true },
  },
} as const satisfies Parameters<typeof defineLifecycle<State, string, string, { paid: boolean }>>[0];
const define =
  (change: Partial<Parameters<typeof defineLifecycle<State, string, string, { paid: boolean }>>[0]>) => () =>
    defineLifecycle<State, string, string, { paid: boolean }>({ ...sound, ...change });

describe('a lifecycle', () => {
  const lifecycle = defineLifecycle<State, keyof typeof sound.transitions, string, { paid: boolean }>(sound);
  const may =
    (...held: string[]) =>
    (ability: string) =>
      held.includes(ability);

  it('takes the first transition that fits, by who asks and by what else must be so', () => {
    const move = { from: 'draft', to: 'closed', paid: true } as const;
    expect(lifecycle.judge(move, may('end'))).toEqual({ name: 'close' });
    expect(lifecycle.judge(move, may('end', 'force'))).toEqual({ name: 'close' });
    expect(lifecycle.judge({ ...move, paid: false }, may('end', 'force'))).toEqual({ name: 'force' });
    expect(lifecycle.judge({ ...move, paid: false }, may('end'))).toEqual({ refused: 'impossible' });
  });

  it('tells "never" from "not now", and takes nothing that cannot be wished for here', () => {
    const move = { from: 'closed', to: 'open', paid: true } as const;
    expect(lifecycle.judge(move, may('write'))).toEqual({ refused: 'impossible' });
    expect(lifecycle.judge(move, may('end'))).toEqual({ refused: 'forbidden' });
    expect(lifecycle.judge(move, may('force'), ['publish', 'close'])).toEqual({ refused: 'forbidden' });
    // What the system does is no person's wish.
    expect(lifecycle.judge({ from: 'open', to: 'closed', paid: true }, may('system'), ['expire'])).toEqual({
      refused: 'forbidden',
    });
  });

  it('says what a use case asks by name, and whose it is', () => {
    expect([lifecycle.allows('close', 'open'), lifecycle.allows('close', 'closed')]).toEqual([true, false]);
    expect([lifecycle.from('close'), lifecycle.to('publish')]).toEqual([['draft', 'open'], 'open']);
    expect(lifecycle.abilities).toEqual(['write', 'end', 'force']);
  });
});

describe('the start is refused', () => {
  const { publish, close, force } = sound.transitions;

  it('for a state that nothing reaches, also when an override would', () => {
    expect(define({ transitions: { close, force } })).toThrow('nothing reaches "open"');
  });

  it('for a state that leads nowhere and is not said to be terminal', () => {
    expect(define({ terminal: [], transitions: { publish, close } })).toThrow(
      'nothing leads on from "closed", which is not terminal',
    );
  });

  it('for a transition out of a terminal state that is no override', () => {
    const reopen = { from: 'closed', to: 'open', by: 'write' } as const;
    expect(define({ transitions: { publish, close, reopen } })).toThrow(
      '"reopen" leads out of "closed", which is terminal',
    );
  });

  it('for a state that is not listed', () => {
    expect(define({ states: ['draft', 'open'] })).toThrow('"closed" is no state');
  });

  it('for a state that the check of its column refuses, and for a column without one', async () => {
    const test = await createTestDatabase();
    try {
      const em = test.database.fork();
      await query(em, `create table things (state text check (state in ('draft', 'closed')), other text)`);
      const other = { column: 'things.other', states, abilities: [] };
      expect(await unknownStates(test.database, [define({})(), other])).toEqual([
        'things.state refuses "open"',
        'things.other has no check',
      ]);
      await query(
        em,
        `alter table things drop constraint things_state_check, add check (state in ('draft', 'open', 'closed'))`,
      );
      expect(await unknownStates(test.database, [define({})()])).toEqual([]);
    } finally {
      await test.close();
    }
  });
});
