import { query, type Database } from '@antrean/platform/database';
import { invalidField } from '@antrean/platform/http';
import type { Signer } from '@antrean/platform/signing';
import { signAnchor, type Anchor, type AnchorFile } from './anchor-file.ts';
import { inTrailSnapshot, NO_MONTH, type ChainHead, type TrailSnapshot } from './chain.queries.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { TrailBreak } from './trail-break.ts';
import { verifyAnchors, type AnchorFinding } from './verify-anchors.ts';
import { verifyChain, verifyOpening } from './verify-chain.ts';

/** Months, `YYYY-MM`, both included; absent means without end. */
export interface MonthRange {
  from?: string | undefined;
  to?: string | undefined;
}

/** In UTC, as the chains are kept, the months that hold these business days; a month stands for itself. */
export async function monthRange(
  database: Database,
  asked: { from?: string | undefined; to?: string | undefined },
  zone: string,
): Promise<MonthRange> {
  if (asked.from !== undefined && asked.to !== undefined && asked.to.slice(0, 7) < asked.from.slice(0, 7)) {
    throw invalidField('query.to', {
      en: `lies before from (${asked.from}); swap the two`,
      id: `mendahului from (${asked.from}); tukar keduanya`,
    });
  }
  const monthOf = async (day: string, after: number): Promise<string> => {
    if (day.length === 'YYYY-MM'.length) return day;
    const [row] = await query<{ month: string }>(
      database.fork(),
      `select to_char(((?::date + ?::int)::timestamp at time zone ? - ?::int * interval '1 microsecond')
         at time zone 'UTC', 'YYYY-MM') as month`,
      [day, after, zone, after],
    );
    if (!row) throw new Error(`PostgreSQL did not say in which month ${day} lies`);
    return row.month;
  };
  return {
    from: asked.from === undefined ? undefined : await monthOf(asked.from, 0),
    // The last moment of the day decides.
    to: asked.to === undefined ? undefined : await monthOf(asked.to, 1),
  };
}

export interface TrailFinding {
  /** The first and the last month that there is something of in the range; null when there is nothing. */
  from: string | null;
  to: string | null;
  /** Lines that were followed up to the first break, those of the checkpoint included. */
  checked: number;
  /** The end of the last month, signed; null when there is nothing or the trail is broken. */
  head: Anchor | null;
  anchors: AnchorFinding;
  /** Lines that no anchor covers yet: those of the last seconds. */
  unanchored: number;
  /** Where the next proof of the whole trail goes on; null when it is broken, or only some months were asked for. */
  checkpoint: Checkpoint | null;
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
 * @param checkpoint what was followed before and is not followed again; for the whole trail only
 */
export async function verifyTrail(
  { database, anchorFile, signer }: Dependencies,
  range: MonthRange,
  signal: AbortSignal,
  checkpoint: Checkpoint | null = null,
): Promise<TrailFinding> {
  const inRange = (month: string): boolean =>
    (range.from === undefined || month >= range.from) && (range.to === undefined || month <= range.to);
  // Before the snapshot: an anchor that is younger may speak of a line that the snapshot does not have.
  const anchorsEnd = await anchorFile.end();
  // A file of anchors that became shorter is not the one that was read then.
  const since = checkpoint && (await isThere(anchorFile, checkpoint)) ? checkpoint : null;

  return inTrailSnapshot(database, async (snapshot) => {
    const heads = (await snapshot.heads()).filter(({ chain }) => inRange(chain));
    const anchors = await verifyAnchors(
      snapshot,
      anchorsOf(anchorFile.read(since?.anchors.place ?? null, anchorsEnd), inRange),
      signer,
      signal,
      since,
    );
    const chains = (await snapshot.chains()).filter((chain) => chain === NO_MONTH || inRange(chain));
    const months = [
      ...new Set([
        ...heads.map(({ chain }) => chain),
        ...chains,
        ...(since?.months ?? []).map(({ month }) => month),
      ]),
    ].sort();
    const { checked, ends, broken } = await followChains(snapshot, months, heads, inRange, signal, since);
    const end = ends.at(-1);
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
      checkpoint:
        found || range.from !== undefined || range.to !== undefined
          ? null
          : {
              at: new Date().toISOString(),
              months: ends.map((each) => ({ ...each, anchored: anchors.reached.get(each.month) ?? 0 })),
              anchors: {
                place: anchorsEnd,
                checked: anchors.checked,
                otherKeys: anchors.otherKeys,
                latest: anchors.latest,
              },
            },
      ...(found ? { broken: found } : {}),
    };
  });
}

/**
 * The same from the very beginning, but no transaction lasts longer than one month of the trail takes, because as long as
 * one lasts PostgreSQL removes no dead rows anywhere. Each month is followed in a snapshot of its own, then the anchors
 * are compared, a few at a time; what came meanwhile, and how the months hang together, follows in one more snapshot.
 * A trail that is broken is told from one snapshot of all.
 */
export async function verifyWholeTrail(
  dependencies: Dependencies,
  signal: AbortSignal,
): Promise<TrailFinding> {
  const { database, anchorFile, signer } = dependencies;
  const at = new Date().toISOString();
  const place = await anchorFile.end();
  const ends: ChainEnd[] = [];
  for (const month of await inTrailSnapshot(database, (snapshot) => snapshot.chains())) {
    const part = await inTrailSnapshot(database, async (snapshot) => {
      const heads = (await snapshot.heads()).filter(({ chain }) => chain === month);
      return followChains(snapshot, [month], heads, () => false, signal, null);
    });
    if (part.broken) return verifyTrail(dependencies, {}, signal);
    ends.push(...part.ends);
  }
  const places: Pick<TrailSnapshot, 'hashesAt'> = {
    hashesAt: (wanted) => inTrailSnapshot(database, (snapshot) => snapshot.hashesAt(wanted)),
  };
  const { broken, reached, checked, otherKeys, latest } = await verifyAnchors(
    places,
    anchorFile.read(null, place),
    signer,
    signal,
    null,
  );
  if (broken) return verifyTrail(dependencies, {}, signal);
  return verifyTrail(dependencies, {}, signal, {
    at,
    months: ends.map((each) => ({ ...each, anchored: reached.get(each.month) ?? 0 })),
    anchors: { place, checked, otherKeys, latest },
  });
}

const isThere = async (anchorFile: AnchorFile, { anchors: { place } }: Checkpoint): Promise<boolean> =>
  place === null || anchorFile.reaches(place);

const STRAY: TrailBreak = {
  month: NO_MONTH,
  seq: 0,
  kind: 'inserted',
  lineId: null,
  detail: 'There is a line that belongs to no month.',
};

interface ChainEnd {
  month: string;
  seq: number;
  hash: string;
}

async function followChains(
  snapshot: TrailSnapshot,
  months: readonly string[],
  heads: readonly ChainHead[],
  inRange: (month: string) => boolean,
  signal: AbortSignal,
  since: Checkpoint | null,
): Promise<{ checked: number; ends: ChainEnd[]; broken?: TrailBreak }> {
  const byMonth = new Map(heads.map((head) => [head.chain, head]));
  let checked = 0;
  const ends: ChainEnd[] = [];
  const starts = new Map(since?.months.map((each) => [each.month, each]));
  for (const month of months) {
    if (month === NO_MONTH) return { checked, ends, broken: STRAY };
    const head = byMonth.get(month) ?? null;
    const chain = await verifyChain(snapshot, month, head, signal, starts.get(month));
    checked += chain.checked;
    if (chain.broken) return { checked, ends, broken: chain.broken };
    ends.push({ month, seq: chain.checked, hash: chain.hash });
  }
  // Once the chains are known to be whole in themselves: what was taken away altogether.
  for (const head of heads) {
    if (head.previousChain === null || !inRange(head.previousChain)) continue;
    const broken = await verifyOpening(snapshot, head);
    if (broken) return { checked, ends, broken };
  }
  return { checked, ends };
}

async function* anchorsOf(
  anchors: AsyncIterable<Anchor>,
  inRange: (month: string) => boolean,
): AsyncGenerator<Anchor, void> {
  for await (const anchor of anchors) if (inRange(anchor.month)) yield anchor;
}
