import type { Database } from '@antrean/platform/database';
import type { Signer } from '@antrean/platform/signing';
import { signAnchor, type Anchor } from './anchor.ts';
import type { AnchorFile } from './anchor-file.ts';
import { inTrailSnapshot, NO_MONTH, type ChainHead, type TrailSnapshot } from './chain.queries.ts';
import type { TrailBreak } from './trail-break.ts';
import { verifyAnchors, type AnchorFinding } from './verify-anchors.ts';
import { verifyChain, verifyOpening } from './verify-chain.ts';

/** Months, `YYYY-MM`, both included; absent means without end. */
export interface MonthRange {
  from?: string | undefined;
  to?: string | undefined;
}

export interface TrailFinding {
  /** The first and the last month that there is something of in the range; null when there is nothing. */
  from: string | null;
  to: string | null;
  /** Lines that were followed up to the first break. */
  checked: number;
  /** The end of the last month, signed; null when there is nothing or the trail is broken. */
  head: Anchor | null;
  anchors: AnchorFinding;
  /** Lines that no anchor covers yet: those of the last seconds. */
  unanchored: number;
  broken?: TrailBreak;
}

interface Dependencies {
  database: Database;
  anchorFile: AnchorFile;
  signer: Signer;
}

/**
 * Follows every chain of the range, and compares the chains with each other, with their heads and with the anchors.
 * What is appended meanwhile is left to the next time.
 */
export async function verifyTrail(
  { database, anchorFile, signer }: Dependencies,
  range: MonthRange,
  signal: AbortSignal,
): Promise<TrailFinding> {
  const inRange = (month: string): boolean =>
    (range.from === undefined || month >= range.from) && (range.to === undefined || month <= range.to);
  // Before the snapshot: an anchor that is younger may speak of a line that the snapshot does not have.
  const anchorBytes = await anchorFile.size();

  return inTrailSnapshot(database, async (snapshot) => {
    const heads = (await snapshot.heads()).filter(({ chain }) => inRange(chain));
    const anchors = await verifyAnchors(
      snapshot,
      anchorsOf(anchorFile.read(anchorBytes), inRange),
      signer,
      signal,
    );
    const chains = (await snapshot.chains()).filter((chain) => chain === NO_MONTH || inRange(chain));
    const months = [...new Set([...heads.map(({ chain }) => chain), ...chains])].sort();
    const { checked, end, broken } = await followChains(snapshot, months, heads, inRange, signal);
    const found = broken ?? anchors.broken;
    const covered = [...months, ...anchors.reached.keys()].sort();
    return {
      from: covered[0] ?? null,
      to: covered.at(-1) ?? null,
      checked,
      head: end && !found ? signAnchor(signer, { ...end, at: new Date().toISOString() }) : null,
      anchors,
      unanchored: heads.reduce(
        (sum, { chain, lastSeq }) => sum + Math.max(0, lastSeq - (anchors.reached.get(chain) ?? 0)),
        0,
      ),
      ...(found ? { broken: found } : {}),
    };
  });
}

const STRAY: TrailBreak = {
  month: NO_MONTH,
  seq: 0,
  kind: 'inserted',
  lineId: null,
  detail: 'There is a line that belongs to no month.',
};

async function followChains(
  snapshot: TrailSnapshot,
  months: readonly string[],
  heads: readonly ChainHead[],
  inRange: (month: string) => boolean,
  signal: AbortSignal,
): Promise<{ checked: number; end?: { month: string; seq: number; hash: string }; broken?: TrailBreak }> {
  const byMonth = new Map(heads.map((head) => [head.chain, head]));
  let checked = 0;
  let end: { month: string; seq: number; hash: string } | undefined;
  for (const month of months) {
    if (month === NO_MONTH) return { checked, broken: STRAY };
    const head = byMonth.get(month) ?? null;
    const chain = await verifyChain(snapshot, month, head, signal);
    checked += chain.checked;
    if (chain.broken) return { checked, broken: chain.broken };
    end = { month, seq: chain.checked, hash: chain.hash };
  }
  // Once the chains are known to be whole in themselves: what was taken away altogether.
  for (const head of heads) {
    if (head.previousChain === null || !inRange(head.previousChain)) continue;
    const broken = await verifyOpening(snapshot, head);
    if (broken) return { checked, broken };
  }
  return { checked, ...(end ? { end } : {}) };
}

async function* anchorsOf(
  anchors: AsyncIterable<Anchor>,
  inRange: (month: string) => boolean,
): AsyncGenerator<Anchor, void> {
  for await (const anchor of anchors) if (inRange(anchor.month)) yield anchor;
}
