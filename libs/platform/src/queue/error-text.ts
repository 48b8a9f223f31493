import { redactUrl } from '../observability/index.ts';

const LONGEST = 2_000;

/**
 * What an error says, as it can be kept: without the secrets of URLs, in 2,000 characters, and without what PostgreSQL
 * takes in no text (NUL, halves of characters). An outcome must not fail to be written because of its own words.
 */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return redactUrl(text.slice(0, LONGEST)).replaceAll('\0', '\u{FFFD}').toWellFormed();
}
