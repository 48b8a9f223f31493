import { describe, expect, it } from '@jest/globals';
import type { ReportFormat } from './report-spec.ts';
import { createValueFormat } from './value-format.ts';

const id = createValueFormat({ language: 'id', zone: 'Asia/Jakarta' });
const en = createValueFormat({ language: 'en', zone: 'America/New_York' });

describe('values', () => {
  it.each<[string | number | null | undefined, ReportFormat | undefined, string, string]>([
    [1_234_567, 'integer', '1.234.567', '1,234,567'],
    [-1_234, 'integer', '-1.234', '-1,234'],
    [-0, 'integer', '0', '0'],
    [-0.4, 'integer', '0', '0'],
    [1_234.56, 'decimal1', '1.234,6', '1,234.6'],
    [0, 'decimal1', '0,0', '0.0'],
    [95.5, 'percent', '95,5%', '95.5%'],
    [37, 'percent', '37,0%', '37.0%'],
    [0.125, undefined, '0,125', '0.125'],
    [12, 'text', '12', '12'],
    [1e21, 'integer', '1e+21', '1e+21'],
    [Number.NaN, 'integer', '–', '–'],
    [null, 'integer', '–', '–'],
    [undefined, 'text', '–', '–'],
    ['', 'text', '–', '–'],
    ['PM-001', 'text', 'PM-001', 'PM-001'],
    ['1.000', 'integer', '1.000', '1.000'],
    ['2026-08-01', 'date', '1 Agu 2026', '1 Aug 2026'],
    ['2026-02-31', 'date', '2026-02-31', '2026-02-31'],
    ['kemarin', 'date', 'kemarin', 'kemarin'],
    ['2026-08-01T20:30:00Z', 'instant', '2 Agu 2026, 03.30', '1 Aug 2026, 16:30'],
    [Date.UTC(2026, 7, 1, 20, 30), 'instant', '2 Agu 2026, 03.30', '1 Aug 2026, 16:30'],
    ['2026-08-01T20:30:07.9Z', 'instant-with-seconds', '2 Agu 2026, 03.30.07', '1 Aug 2026, 16:30:07'],
    [Date.UTC(2026, 7, 1, 20, 30), 'instant-with-seconds', '2 Agu 2026, 03.30.00', '1 Aug 2026, 16:30:00'],
    ['kemarin', 'instant', 'kemarin', 'kemarin'],
    ['kemarin', 'instant-with-seconds', 'kemarin', 'kemarin'],
    [1e300, 'instant', '–', '–'],
  ])('%p as %p is %p in Jakarta and %p in New York', (value, format, jakarta, newYork) => {
    expect(id.value(value, format)).toBe(jakarta);
    expect(en.value(value, format)).toBe(newYork);
  });
});
