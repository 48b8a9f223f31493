/**
 * How an address stands among those that do not want something, in SQL: as it is, or as a digest when its owner has left.
 * Their "no" is known again by it, and they are not named.
 */
export const digestOf = (address: string): string =>
  `'sha256:' || encode(sha256(convert_to(lower(${address}), 'UTF8')), 'hex')`;
export const formsOf = (address: string): string => `(lower(${address}), ${digestOf(address)})`;
