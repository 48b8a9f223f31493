import { logFailure, prepared, query, textArray } from '@antrean/platform/database';
import type { TokenDependencies } from '@antrean/platform/domain';

/** What is gathered meanwhile is noted together: ten thousand machines are one statement a second. */
const REST_MS = 1_000;

/** Those that somebody holds, to end them perhaps, are not waited for, and given back. */
const NOTE = prepared(`
  with unhurried as materialized (select set_config('synchronous_commit', 'off', true)),
  free as (select id from api_tokens, unhurried where id = any(?::uuid[]) for update of api_tokens skip locked),
  noted as (update api_tokens t set last_used_at = now() from free where t.id = free.id)
  select id from api_tokens where id = any(?::uuid[]) and id not in (select id from free)`);

/**
 * Notes that tokens were used, behind the requests and not in their way: nobody waits for it, and when it fails the next
 * use notes itself.
 */
export function createUseNotes({
  database,
  log,
}: Pick<TokenDependencies, 'database' | 'log'>): (tokenId: string) => void {
  let used = new Set<string>();
  let isNoting = false;

  const note = async (): Promise<void> => {
    const ids = textArray([...used]);
    used = new Set();
    try {
      const held = await query<{ id: string }>(database.fork(), NOTE, [ids, ids]);
      for (const { id } of held) used.add(id);
    } catch (error) {
      logFailure(log, error, 'the use of API tokens could not be noted');
    }
    setTimeout(() => {
      if (used.size > 0) void note();
      else isNoting = false;
    }, REST_MS).unref();
  };

  return (tokenId) => {
    used.add(tokenId);
    if (isNoting) return;
    isNoting = true;
    void note();
  };
}
