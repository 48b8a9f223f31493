import { query, type Database } from '@antrean/platform/database';
import type { Config } from '@antrean/platform/config';
import type { Signer } from '@antrean/platform/signing';
import { openAnchorFile, type Anchor } from './anchor-file.ts';
import { openProofRecord } from './checkpoint.ts';

/** The last anchors of all months that are written to lie within so many bytes. */
const TAIL_BYTES = 16_384;

/** How well the trail is proven at the moment, by what workers left; nothing of it is followed. */
export interface ProofStanding {
  /** Seconds since it was found whole; null when there is no proof here. */
  readonly provenSeconds: number | null;
  /** What came of the daily proof from the beginning; null before the first. */
  readonly isWhole: boolean | null;
  /** Age of the first line that no anchor covers; null when no anchors are here. */
  readonly unanchoredSeconds: number | null;
}

/** How the trail stands by the signed files in the data folder, which the worker may keep on another machine. */
export async function readProofStanding({
  database,
  config,
  signer,
}: {
  database: Database;
  config: Pick<Config, 'dataDir'>;
  signer: Signer;
}): Promise<ProofStanding> {
  const proof = openProofRecord(config.dataDir, signer);
  const [checkpoint, full, anchors] = await Promise.all([
    proof.checkpoint.read(),
    proof.fullVerification.read(),
    latestAnchors(config.dataDir),
  ]);
  return {
    provenSeconds: checkpoint && Math.max(0, Math.round((Date.now() - Date.parse(checkpoint.at)) / 1_000)),
    isWhole: full?.valid ?? null,
    unanchoredSeconds: anchors && (await ageOfUnanchored(database, anchors)),
  };
}

async function latestAnchors(dataDir: string): Promise<Anchor[] | null> {
  const file = openAnchorFile(dataDir);
  const end = await file.end();
  if (!end) return null;
  const latest = new Map<string, Anchor>();
  const from = { day: end.day, bytes: Math.max(0, end.bytes - TAIL_BYTES) };
  for await (const anchor of file.read(from, end)) latest.set(anchor.month, anchor);
  return [...latest.values()];
}

/** Of the month that is written to: the others were anchored when they were. */
async function ageOfUnanchored(database: Database, anchors: readonly Anchor[]): Promise<number> {
  const [row] = await query<{ age: number }>(
    database.fork(),
    `select coalesce(extract(epoch from now() - min(l.at)), 0)::int as age
     from (select chain, last_seq from audit_heads order by opening desc limit 1) h
     left join jsonb_to_recordset(?::jsonb) as a (month text, seq bigint) on a.month = h.chain
     join log_audit_trail l on l.chain = h.chain and l.chain_seq = coalesce(a.seq, 0) + 1`,
    [JSON.stringify(anchors.map(({ month, seq }) => ({ month, seq })))],
  );
  return Math.max(0, row?.age ?? 0);
}
