import type { ChainHead, TrailSnapshot } from './chain.queries.ts';
import { lineHash, openingHash, type ChainedLine } from './chain-hash.ts';
import type { TrailBreak } from './trail-break.ts';

/** How far a chain was found to be whole, and what is wrong with it, if anything. */
export interface ChainFinding {
  checked: number;
  hash: string;
  broken?: TrailBreak;
}

/**
 * Follows one month's chain from its opening to its head, line by line, in little memory.
 * @param head null when the table of heads does not know the month
 * @param start the line up to which it was followed before
 */
export async function verifyChain(
  snapshot: TrailSnapshot,
  month: string,
  head: ChainHead | null,
  signal: AbortSignal,
  start?: { seq: number; hash: string },
): Promise<ChainFinding> {
  let previous = start?.hash ?? (head ? openingHash(head) : '');
  let last = start?.seq ?? 0;
  const found = (
    kind: TrailBreak['kind'],
    seq: number,
    detail: string,
    line?: ChainedLine,
  ): ChainFinding => ({
    checked: last,
    hash: previous,
    broken: { month, seq, kind, lineId: line ? Number(line.id) : null, detail },
  });

  if (start && start.seq > 0) {
    const [stored] = await snapshot.hashesAt([{ month, seq: start.seq }]);
    if (!stored) return found('truncated', start.seq, `Line ${start.seq} was followed before, and is gone.`);
    if (stored !== start.hash) {
      return found('edited', start.seq, `Line ${start.seq} is not what it was when it was followed before.`);
    }
  }
  for await (const line of snapshot.lines(month, last)) {
    signal.throwIfAborted();
    const next = last + 1;
    if (!head)
      return found('head_mismatch', next, `There are lines, but the head of the month is gone.`, line);
    const seq = Number(line.chainSeq);
    if (seq > next) return found('missing', next, `Lines ${next} to ${seq - 1} are gone.`);
    if (seq < next)
      return found('inserted', next, `A line claims place ${line.chainSeq}, which is taken.`, line);
    const hash = lineHash(previous, line);
    if (hash !== line.hash) {
      return (await snapshot.hasEarlierLineAfter(line))
        ? found('reordered', next, `Line ${next} stands at a place that is not its own.`, line)
        : found('edited', next, `Line ${next} is not what was written.`, line);
    }
    previous = hash;
    last = next;
  }
  if (!head) {
    return start
      ? found('head_mismatch', last, `The head of the month is gone.`)
      : { checked: 0, hash: previous };
  }
  if (last < head.lastSeq) {
    return found('truncated', last + 1, `Lines ${last + 1} to ${head.lastSeq} are gone.`);
  }
  if (last > head.lastSeq || previous !== head.lastHash) {
    return found(
      'head_mismatch',
      last,
      `The head of the month says line ${head.lastSeq}, and the lines say ${last}.`,
    );
  }
  return { checked: last, hash: previous };
}

/** Whether the chain that was opened before this one still has the line from which this one began. */
export async function verifyOpening(
  snapshot: TrailSnapshot,
  head: ChainHead,
): Promise<TrailBreak | undefined> {
  const { chain, opening, previousChain, previousSeq, previousHash } = head;
  if (opening === 1 || previousChain === null || previousSeq === null) return undefined;
  const [stored] = await snapshot.hashesAt([{ month: previousChain, seq: previousSeq }]);
  if (stored === previousHash) return undefined;
  const what = { month: previousChain, seq: previousSeq, lineId: null };
  return stored === null || stored === undefined
    ? {
        ...what,
        kind: 'missing',
        detail: `${chain} continues line ${previousSeq} of ${previousChain}, which is gone.`,
      }
    : {
        ...what,
        kind: 'edited',
        detail: `${chain} continues another line ${previousSeq} of ${previousChain}.`,
      };
}
