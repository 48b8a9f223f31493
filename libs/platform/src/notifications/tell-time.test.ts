import { expect, it } from '@jest/globals';
import { tellTime, tellTimeAt } from './index.ts';

it.each([
  // Also to who is in another zone than the thing is.
  ['2027-03-01T02:00:00Z', 'id', 'Asia/Jakarta', '1 Maret 2027 pukul 09.00 WIB (UTC+07:00)'],
  ['2027-03-01T02:00:00Z', 'id', 'Asia/Makassar', '1 Maret 2027 pukul 10.00 WITA (UTC+08:00)'],
  ['2027-03-01T02:00:00Z', 'en', 'Asia/Jakarta', '1 March 2027 at 09:00 (UTC+07:00)'],
  // On either side of an hour that comes twice.
  ['2027-11-07T05:30:00Z', 'en', 'America/New_York', '7 November 2027 at 01:30 (UTC-04:00)'],
  ['2027-11-07T06:30:00Z', 'en', 'America/New_York', '7 November 2027 at 01:30 (UTC-05:00)'],
  ['2026-12-31T10:30:00Z', 'id', 'Pacific/Kiritimati', '1 Januari 2027 pukul 00.30 (UTC+14:00)'],
  ['2027-01-01T00:00:00Z', 'en', 'Europe/London', '1 January 2027 at 00:00 (UTC+00:00)'],
] as const)('%s is told in %s and %s as %s', (at, language, timeZone, told) => {
  expect(tellTime(new Date(at), { language, timeZone })).toBe(told);
});

it.each([
  [
    '2027-01-15T02:00:00Z',
    'id',
    'Asia/Jakarta',
    'Asia/Makassar',
    '15 Januari 2027 pukul 09.00 WIB (UTC+07:00), (10.00 WITA)',
  ],
  [
    '2027-01-15T02:00:00Z',
    'id',
    'Asia/Jakarta',
    'Asia/Jakarta',
    '15 Januari 2027 pukul 09.00 WIB (UTC+07:00)',
  ],
  // Another name of the same clocks is nothing to tell.
  [
    '2027-01-15T02:00:00Z',
    'id',
    'Asia/Jakarta',
    'Asia/Bangkok',
    '15 Januari 2027 pukul 09.00 WIB (UTC+07:00)',
  ],
  // For whom it is on another day.
  [
    '2026-12-31T10:30:00Z',
    'en',
    'Pacific/Kiritimati',
    'Europe/London',
    '1 January 2027 at 00:30 (UTC+14:00), (31 December 2026 at 10:30 (UTC+00:00))',
  ],
] as const)(
  'case 13: %s in %s at %s is told to who is in %s as %s',
  (at, language, place, timeZone, told) => {
    expect(tellTimeAt(new Date(at), place, { language, timeZone })).toBe(told);
  },
);
