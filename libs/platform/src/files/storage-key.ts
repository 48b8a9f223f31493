import { join } from 'node:path';

/** Thrown for a key that is not a plain relative path. A mistake in our code, never a user's. */
export class InvalidStorageKeyError extends Error {
  constructor(key: string) {
    super(
      `Storage key ${JSON.stringify(key)} is not allowed: use segments of letters, digits, '.', '_' and '-', ` +
        `each beginning with a letter or digit, joined by '/', such as 'reports/2026/11/<uuid>.pdf'.`,
    );
    this.name = 'InvalidStorageKeyError';
  }
}

// A segment can't begin with a dot: that excludes `..` and our own `.tmp`, without a special case for either.
const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}(?:\/[A-Za-z0-9][A-Za-z0-9._-]{0,127}){0,7}$/;

/** @throws InvalidStorageKeyError */
export function assertKey(key: string): void {
  if (!KEY.test(key)) throw new InvalidStorageKeyError(key);
}

/** The path of a key under `root`. @throws InvalidStorageKeyError */
export function pathOf(root: string, key: string): string {
  assertKey(key);
  return join(root, key);
}
