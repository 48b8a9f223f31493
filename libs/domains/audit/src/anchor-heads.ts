import { query } from '@antrean/platform/database';
import { defineSchedule, NOTHING, type Schedule } from '@antrean/platform/queue';
import type { Signer } from '@antrean/platform/signing';
import { signAnchor, type AnchorFile } from './anchor-file.ts';

/**
 * Who rewrites lines and heads alike within this time of their making leaves no trace in the anchors; the second is for
 * the first lines behind a rest.
 */
const EVERY_MS = { busy: 2_000, rest: 10_000 };

/** Anchors every head that has moved. What this process has not anchored itself it anchors once more, which is harmless. */
export function anchorSchedule(file: AnchorFile, signer: Signer): Schedule {
  const anchored = new Map<string, string>();
  return defineSchedule({
    name: 'audit.anchor',
    everyMs: EVERY_MS.busy,
    restMs: EVERY_MS.rest,
    run: async (tx) => {
      const heads = await query<{ month: string; seq: string; hash: string; at: string }>(
        tx.em,
        `select chain as month, last_seq as seq, encode(last_hash, 'hex') as hash,
           to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
         from audit_heads order by opening`,
      );
      const moved = heads.filter(({ month, hash }) => anchored.get(month) !== hash);
      if (moved.length === 0) return NOTHING;
      await file.append(moved.map(({ seq, ...head }) => signAnchor(signer, { ...head, seq: Number(seq) })));
      for (const { month, hash } of moved) anchored.set(month, hash);
      return;
    },
  });
}
