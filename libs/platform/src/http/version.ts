import { problem } from '../problem/index.ts';

/** The versions that a header names: all (`*`), or these; a tag that is no version of ours fits none. */
type Versions = '*' | readonly number[];

/** What a request demands of the version that it finds, by its `If-Match` and `If-None-Match`. */
export interface VersionCondition {
  readonly match?: Versions;
  readonly noneMatch?: Versions;
}

const includes = (versions: Versions, version: number): boolean =>
  versions === '*' || versions.includes(version);

/**
 * Refuses a change whose conditions the current version does not meet: mostly one that was decided on an older version.
 * @throws problem `stale_version` or, for `If-None-Match`, `precondition_failed` (both 412)
 */
export function assertVersion(current: number, condition: VersionCondition | undefined): void {
  const { match, noneMatch } = condition ?? {};
  if (match && !includes(match, current)) {
    throw problem('stale_version', { parameters: { currentVersion: current } });
  }
  if (noneMatch && includes(noneMatch, current)) {
    throw problem('precondition_failed', { parameters: { currentVersion: current } });
  }
}

/** `"3-<hash>"` of a resource in version 3, `"<hash>"` of others: it changes whenever the body does. */
export const entityTag = (hash: string, version?: number): string =>
  version === undefined ? `"${hash}"` : `"${version}-${hash}"`;

/** The version in an opaque tag: `3` and `3-<hash>`, with which clients name it. */
const versionIn = (tag: string): number => Number(/^(\d{1,15})(?:-|$)/.exec(tag)?.[1] ?? Number.NaN);

/**
 * The opaque tags in a list such as `"3", W/"4-abc"`. Weak ones too: a proxy that compresses makes them of ours.
 * @returns undefined when it is no such list
 */
function readTags(header: string): string[] | undefined {
  const tags: string[] = [];
  const member = /(?:(?:W\/)?"([\x21\x23-\x7e\x80-\xff]*)")?(?:,|$)/y;
  // No tag has blanks in it.
  const list = header.replaceAll(/[ \t]/g, '');
  while (member.lastIndex < list.length) {
    const found = member.exec(list);
    if (!found) return undefined;
    if (found[1] !== undefined) tags.push(found[1]);
  }
  return tags.length > 0 ? tags : undefined;
}

/** The versions that a header names, a bare number too; undefined when it cannot be read. */
export function readVersions(header: string): Versions | undefined {
  const text = header.trim();
  if (text === '*') return '*';
  return /^\d{1,15}$/.test(text) ? [Number(text)] : readTags(text)?.map(versionIn);
}

/** Whether `If-Match` of a read names what is there; a version without a hash does, too. */
export function matchesTag(header: string, etag: string, version?: number): boolean {
  const text = header.trim();
  if (text === '*') return true;
  const current = etag.slice(1, -1);
  return readTags(text)?.some((tag) => tag === current || tag === String(version)) ?? false;
}
