/** Members of an order's wire form. A category of such a name would hide one of them. */
const ORDER_FIELDS = [
  'invoice_number',
  'date',
  'total_amount',
  'id',
  'status',
  'payment_method',
  'outlet_id',
  'created_at',
  // Not a member today; answers with a number of this name get it as their ETag.
  'version',
];
/** What JavaScript or JSON give a meaning of their own, in our code or in a reader's. */
const LANGUAGE_NAMES = [...Object.getOwnPropertyNames(Object.prototype), 'prototype', 'toJSON', 'then'];

/** A category's name as it is stored: one spelling of composed characters, single blanks. */
export const tidyName = (name: string): string => name.normalize('NFC').replaceAll(/\s+/g, ' ').trim();

/** What decides whether two names are the same: wide letters (`ｄａｔｅ`), case and invisible characters do not count. */
export const nameKey = (name: string): string =>
  tidyName(name.normalize('NFKC').replaceAll(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')).toLowerCase();

const RESERVED: ReadonlySet<string> = new Set([...ORDER_FIELDS, ...LANGUAGE_NAMES].map(nameKey));

/** Whether a name would be taken for a field of the order or for what every object has (S4-EVT-01). */
export const isReservedName = (name: string): boolean => RESERVED.has(nameKey(name));
