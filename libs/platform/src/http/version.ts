import { problem } from '../problem/index.ts';

/**
 * Refuses a change that was decided on an older version than the current one (header `If-Match`).
 * @throws problem `stale_version` (412)
 */
export function assertVersion(current: number, ifMatch: number | undefined): void {
  if (ifMatch !== undefined && ifMatch !== current) {
    throw problem('stale_version', { parameters: { currentVersion: current } });
  }
}
