import { describe, expect, it } from '@jest/globals';
import { CHART_POINTS, everyPeriod } from './every-period.ts';

describe('the periods of a chart', () => {
  it('are all of the range, with zero where there was nothing', () => {
    const found = [
      { period: '2026-02-27', value: 3 },
      { period: '2026-03-02', value: 5 },
    ];
    expect(everyPeriod(found, 'day', { from: '2026-02-26', to: '2026-03-03' })).toEqual({
      labels: ['2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03'],
      values: [0, 3, 0, 0, 5, 0],
    });
    expect(everyPeriod(found, 'day', {}).labels).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
  });

  it('are weeks from Monday and months, also when the range begins inside of one', () => {
    const weeks = [
      { period: '2026-03-30', value: 1 },
      { period: '2026-04-13', value: 2 },
    ];
    expect(everyPeriod(weeks, 'week', { from: '2026-04-01', to: '2026-04-20' })).toEqual({
      labels: ['2026-03-30', '2026-04-06', '2026-04-13', '2026-04-20'],
      values: [1, 0, 2, 0],
    });
    const months = [
      { period: '2025-11-01', value: 1 },
      { period: '2026-02-01', value: 2 },
    ];
    expect(everyPeriod(months, 'month', { from: '2025-11-15', to: '2026-02-28' })).toEqual({
      labels: ['2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01'],
      values: [1, 0, 0, 2],
    });
  });

  it('are never more than a page can show, whatever range is asked for, and lose no value', () => {
    const day = { period: '2026-03-02', value: 5 };
    expect(everyPeriod([day], 'day', { from: '0001-01-01', to: '9999-12-31' })).toEqual({
      labels: ['2026-03-02'],
      values: [5],
    });
    const years = [
      { period: '2016-05-04', value: 1 },
      { period: '2026-03-02', value: 5 },
      { period: '2026-03-04', value: 2 },
    ];
    const { labels, values } = everyPeriod(years, 'day', {});
    expect(labels.length).toBeLessThanOrEqual(CHART_POINTS);
    expect([labels[0], values[0], labels.at(-1), values.at(-1)]).toEqual(['2016-05-01', 1, '2026-03-01', 7]);
  });

  it('are none when there is nothing', () => {
    expect(everyPeriod([], 'day', { from: '2026-01-01', to: '2026-01-31' })).toEqual({
      labels: [],
      values: [],
    });
  });
});
