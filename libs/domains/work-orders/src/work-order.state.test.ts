import { describe, expect, it } from '@jest/globals';
import { judgeUpdate, mostAllowed, STATUSES, statusAfter } from './work-order.state.ts';

const moves = STATUSES.flatMap((from) => STATUSES.map((to) => ({ from, to })));
const name = ({ from, to }: { from: string; to: string }): string => `${from} → ${to}`;
const possible = (manages: boolean, quantity: number): string[] =>
  moves
    .filter(({ from, to }) => judgeUpdate(manages, from, { status: to, quantity }) === 'possible')
    .map(name);

describe('who may take an order where', () => {
  it('S2-WO-07 S2-WO-08 an operator forward only, one or both steps', () => {
    expect(possible(false, 0)).toEqual([
      'Pending → In Progress',
      'Pending → Completed',
      'In Progress → Completed',
    ]);
  });

  it('S2-WO-07 an operator who made more pieces may also stay In Progress', () => {
    expect(possible(false, 1)).toEqual([
      'Pending → In Progress',
      'Pending → Completed',
      'In Progress → In Progress',
      'In Progress → Completed',
    ]);
  });

  it('S2-WO-04 a manager from any status to any other, and to the same one only to count pieces', () => {
    expect(possible(true, 0)).toEqual(moves.filter(({ from, to }) => from !== to).map(name));
    expect(possible(true, -1)).toEqual(moves.map(name));
  });

  it('tells "never" from "not now": an operator can set Pending from no status', () => {
    const verdicts = moves
      .filter(({ to }) => to === 'Pending')
      .map(({ from, to }) => judgeUpdate(false, from, { status: to, quantity: 0 }));
    expect(verdicts).toEqual(['forbidden', 'forbidden', 'forbidden']);
    expect(judgeUpdate(false, 'Completed', { status: 'In Progress', quantity: 0 })).toBe('impossible');
  });
});

describe('the pieces of an order', () => {
  it('S2-WO-07 the last ordered one completes work in progress', () => {
    expect(statusAfter('In Progress', 8, { before: 5, after: 8 })).toBe('Completed');
    expect(statusAfter('In Progress', 8, { before: 5, after: 9 })).toBe('Completed');
    expect(statusAfter('In Progress', 8, { before: 5, after: 7 })).toBe('In Progress');
  });

  it('S2-WO-07 completes once: what was opened again with all its pieces stays open', () => {
    expect(statusAfter('In Progress', 8, { before: 8, after: 8 })).toBe('In Progress');
  });

  it('S2-WO-07 an operator may complete an order with fewer, and a manager leave it Pending with all', () => {
    expect(statusAfter('Completed', 8, { before: 0, after: 3 })).toBe('Completed');
    expect(statusAfter('Pending', 8, { before: 0, after: 8 })).toBe('Pending');
  });

  it('S2-WO-07 may be more than ordered by the percentage, in whole ones', () => {
    expect([mostAllowed(8, 0), mostAllowed(8, 10), mostAllowed(10, 10), mostAllowed(1_000_000, 100)]).toEqual(
      [8, 8, 11, 2_000_000],
    );
  });
});
