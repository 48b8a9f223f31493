import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '@antrean/platform/messages';

/** What a signature vouches for: that this file answers this request. */
export interface SignedReport {
  id: string;
  report: string;
  parameters: JsonObject;
  /** Of the file, in lower-case hexadecimal. */
  sha256: string;
}

/**
 * The text that is signed, five lines joined by line feeds: a version, the job's id, the report's name, the SHA-256
 * of its parameters as JSON with sorted keys, and the SHA-256 of the file.
 */
export function signedText({ id, report, parameters, sha256 }: SignedReport): string {
  const digest = createHash('sha256').update(sorted(parameters)).digest('hex');
  return ['antrean-report-v1', id, report, digest, sha256].join('\n');
}

/** JSON without blanks, keys sorted, so that whoever stores it in between may order them as they like. */
function sorted(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(sorted).join(',')}]`;
  const members = Object.entries(value)
    .filter((member): member is [string, Json] => member[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${sorted(inner)}`);
  return `{${members.join(',')}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
