import type { Signer } from '@antrean/platform/signing';
import { isSignedBy, type Anchor } from './anchor-file.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { TrailSnapshot } from './chain.queries.ts';
import type { TrailBreak } from './trail-break.ts';

export interface AnchorFinding {
  checked: number;
  /** Of these, signed with another key than today's: compared with the lines, but the signature was not checked. */
  otherKeys: number;
  latest: Anchor | null;
  /** The last anchored place of each month. */
  reached: ReadonlyMap<string, number>;
  broken?: TrailBreak;
}

/** So many signatures are checked at a time before others get their turn. */
const CHUNK = 100;

/** Compares anchors with the lines of a snapshot, which must be younger than the anchors. */
export async function verifyAnchors(
  snapshot: Pick<TrailSnapshot, 'hashesAt'>,
  anchors: AsyncIterable<Anchor>,
  signer: Signer,
  signal: AbortSignal,
  since: Checkpoint | null,
): Promise<AnchorFinding> {
  const reached = new Map(since?.months.map(({ month, anchored }) => [month, anchored]));
  const { checked = 0, otherKeys = 0, latest = null } = since?.anchors ?? {};
  const finding: AnchorFinding = { checked, otherKeys, latest, reached };
  const check = async (chunk: readonly Anchor[]): Promise<void> => {
    const hashes = await snapshot.hashesAt(chunk);
    for (const [i, anchor] of chunk.entries()) {
      const ours = anchor.keyId === signer.keyId;
      const broken =
        ours && !isSignedBy(signer, anchor)
          ? breakAt(anchor, 'anchor_forged')
          : mismatch(anchor, hashes[i] ?? null);
      finding.checked += 1;
      if (!ours) finding.otherKeys += 1;
      if (broken) finding.broken ??= broken;
      else finding.latest = anchor;
      reached.set(anchor.month, Math.max(anchor.seq, reached.get(anchor.month) ?? 0));
    }
  };
  let chunk: Anchor[] = [];
  for await (const anchor of anchors) {
    signal.throwIfAborted();
    chunk.push(anchor);
    if (chunk.length < CHUNK) continue;
    await check(chunk);
    chunk = [];
  }
  await check(chunk);
  return finding;
}

function mismatch(anchor: Anchor, hash: string | null): TrailBreak | undefined {
  if (hash === null) return breakAt(anchor, 'truncated');
  return hash === anchor.hash ? undefined : breakAt(anchor, 'anchor_mismatch');
}

function breakAt(
  { month, seq, at }: Anchor,
  kind: 'truncated' | 'anchor_mismatch' | 'anchor_forged',
): TrailBreak {
  const detail = {
    truncated: `Line ${seq} was there at ${at}, as anchored outside of the database, and is gone.`,
    anchor_mismatch: `Line ${seq} had another hash at ${at}, as anchored outside of the database.`,
    anchor_forged: `The anchor of line ${seq} at ${at} bears a signature that is not ours.`,
  }[kind];
  return { month, seq, kind, lineId: null, detail };
}
