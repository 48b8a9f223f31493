import { describe, expect, it } from '@jest/globals';
import { judgeMove, stageTimes, STATUSES, type Ability } from './meal-order.state.ts';

const abilities: Record<string, readonly Ability[]> = {
  employee: [],
  dapur: ['prepare'],
  delivery: ['deliver'],
  administrator: ['override'],
};
const every = Object.entries(abilities).flatMap(([role, held]) =>
  STATUSES.flatMap((from) =>
    STATUSES.map((to) => ({ role, from, to, can: (a: Ability) => held.includes(a) })),
  ),
);

describe('who may move an order where', () => {
  it('S0-TEST-01 S3-ORD-01 S3-ORD-03 S3-ORD-04 S3-ORD-05 S3-ORD-06 only the four steps of the line, each by its own people', () => {
    expect(every).toHaveLength(7 * 7 * 4);
    const steps = every.filter(({ can, from, to }) => judgeMove(can, from, to) === 'step');
    expect(steps.map(({ role, from, to }) => `${role}: ${from} → ${to}`)).toEqual([
      'dapur: MENUNGGU → IN_PROGRESS',
      'dapur: IN_PROGRESS → READY',
      'delivery: READY → ON_DELIVERY',
      'delivery: ON_DELIVERY → COMPLETE',
    ]);
  });

  it('S3-ORD-26 an administrator from any status to any other, nobody else', () => {
    const overrides = every.filter(({ can, from, to }) => judgeMove(can, from, to) === 'override');
    expect(overrides).toEqual(every.filter(({ role, from, to }) => role === 'administrator' && from !== to));
  });

  it('S3-ORD-19 tells "never" from "not now": forbidden is what the role can set from no status', () => {
    const possible = new Set(
      every
        .filter(({ can, from, to }) => judgeMove(can, from, to) !== 'forbidden')
        .map(({ role, to }) => `${role} ${to}`),
    );
    expect([...possible]).toEqual([
      'dapur IN_PROGRESS',
      'dapur READY',
      'delivery ON_DELIVERY',
      'delivery COMPLETE',
      ...STATUSES.map((to) => `administrator ${to}`),
    ]);
  });

  it('S3-ORD-27 nobody but an administrator leads an order out of DITOLAK', () => {
    const ways = every.filter(({ can, from, to }) => {
      const verdict = judgeMove(can, from, to);
      return from === 'DITOLAK' && (verdict === 'step' || verdict === 'override');
    });
    expect(new Set(ways.map(({ role }) => role))).toEqual(new Set(['administrator']));
  });

  it('takes a step as such from somebody who could also override', () => {
    expect(judgeMove(() => true, 'MENUNGGU', 'IN_PROGRESS')).toBe('step');
  });
});

describe('the times of the stages', () => {
  const early = new Date('2025-10-01T01:00:00Z');
  const now = new Date('2025-10-01T02:00:00Z');
  const done = { acceptedAt: early, readyAt: early, pickedUpAt: early, completedAt: early };

  it('S3-ORD-25 stamps the stage that is reached', () => {
    expect(stageTimes('READY', { acceptedAt: early }, now)).toMatchObject({ readyAt: now });
  });

  it('S3-ORD-25 keeps the first time of a stage and forgets those that are ahead again', () => {
    expect({ ...done, ...stageTimes('READY', done, now) }).toEqual({
      acceptedAt: early,
      readyAt: early,
      pickedUpAt: null,
      completedAt: null,
    });
    expect(Object.values(stageTimes('MENUNGGU', done, now))).toEqual([null, null, null, null]);
  });

  it('S3-ORD-25 invents no time for a stage that was skipped', () => {
    expect(stageTimes('COMPLETE', {}, now)).toEqual({ completedAt: now });
  });

  it('S3-ORD-25 tells of an order off the line how far it came', () => {
    expect({ ...done, ...stageTimes('DITOLAK', done, now) }).toEqual(done);
    expect({ ...done, ...stageTimes('MENUNGGU_PERSETUJUAN', done, now) }).toEqual(done);
  });
});
