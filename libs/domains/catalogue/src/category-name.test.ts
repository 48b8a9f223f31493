import { describe, expect, it } from '@jest/globals';
import { isReservedName, nameKey, tidyName } from './category-name.ts';

describe('names of categories', () => {
  it.each([
    'invoice_number',
    'date',
    'total_amount',
    'id',
    'status',
    'payment_method',
    'outlet_id',
    'created_at',
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'valueOf',
    'hasOwnProperty',
    '__defineGetter__',
    'toJSON',
    'then',
  ])('S4-EVT-01 %s is reserved', (name) => {
    expect(isReservedName(name)).toBe(true);
  });

  it.each([
    ['case', 'Date'],
    ['case', 'TOTAL_AMOUNT'],
    ['case', '__PROTO__'],
    ['blanks around it', '  date '],
    ['wide letters', 'ｄａｔｅ'],
    ['a long s', 'ſtatus'],
    ['bold mathematical letters', '𝐬𝐭𝐚𝐭𝐮𝐬'],
    ['a zero-width space', 'da\u200bte'],
    ['a soft hyphen', 'sta\u00adtus'],
    ['a byte order mark', '\ufeffid'],
    ['a variation selector', 'id\ufe0f'],
    ['a word joiner', '__proto__\u2060'],
  ])('S4-EVT-01 %s does not hide a reserved name: %s', (_, name) => {
    expect(isReservedName(name)).toBe(true);
  });

  it.each(['ISI CORNDOG', 'SAUS ASIN', 'Dates', 'Status quo', 'Crème', 'ผลไม้', '冷たい飲み物', '2024', '👨‍🍳'])(
    '%s is a name',
    (name) => {
      expect(isReservedName(name)).toBe(false);
      expect(nameKey(name)).not.toBe('');
    },
  );

  it('names are kept in one spelling, and those that look alike are one', () => {
    expect(tidyName(' Cre\u0300me   brûlée ')).toBe('Crème brûlée');
    for (const name of ['crème', 'CRE\u0300ME', 'Crème\u200b', ' Ｃrème'])
      expect(nameKey(name)).toBe('crème');
    expect(nameKey('Creme')).not.toBe(nameKey('Crème'));
  });
});
