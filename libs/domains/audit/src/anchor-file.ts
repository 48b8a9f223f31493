import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Signer } from '@antrean/platform/signing';
import { z } from 'zod';

/** What we put our signature under: at the instant `at`, line `seq` was the last of the month, and this its hash. */
export const anchor = z.object({
  month: z.string().meta({ examples: ['2025-11'] }),
  seq: z.int(),
  hash: z.string(),
  at: z.string(),
  signature: z.string(),
  keyId: z.string(),
});
export type Anchor = z.output<typeof anchor>;
type Statement = Pick<Anchor, 'month' | 'seq' | 'hash' | 'at'>;

/** The bytes that are signed; docs/decisions/0009 tells outsiders how to make them. */
const statement = ({ month, seq, hash, at }: Statement): string =>
  JSON.stringify(['antrean.audit.head.1', month, seq, hash, at]);

export function signAnchor(signer: Signer, head: Statement): Anchor {
  const { month, seq, hash, at } = head;
  return { month, seq, hash, at, signature: signer.sign(statement(head)), keyId: signer.keyId };
}

/** Whether the anchor was signed with this signer's key. */
export function isSignedBy(signer: Signer, given: Anchor): boolean {
  return signer.keyId === given.keyId && signer.verify(statement(given), given.signature);
}

const LINE_FEED = 10;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** A place in the anchors: so many bytes of a day's file (UTC) are before it. */
export interface AnchorPlace {
  /** `YYYY-MM-DD`; empty for the one file that was before there were days. */
  day: string;
  bytes: number;
}

/** Anchors outside of the database: JSON Lines, a file a day, that are only ever appended to until the day is thinned. */
export interface AnchorFile {
  /** Resolves when the anchors, which are of the same instant, are on the disk. */
  append(anchors: readonly Anchor[]): Promise<void>;
  /** The place behind the last anchor; null when there is none. */
  end(): Promise<AnchorPlace | null>;
  /** Whether what was read up to a place is still there, byte for byte longer or as long. */
  reaches(place: AnchorPlace): Promise<boolean>;
  /** Bytes behind a place; all of them behind null. */
  bytesSince(place: AnchorPlace | null): Promise<number>;
  /** The anchors between two places. Lines that a crash tore are passed over. */
  read(from: AnchorPlace | null, to: AnchorPlace | null): AsyncGenerator<Anchor, void>;
  /**
   * Keeps of each day before this one the last anchor of each month. A chain's hash stands for all lines before it, so
   * the later anchor says all that the earlier ones said; call it when they have been found to agree.
   */
  thin(before: string): Promise<void>;
}

/** `audit/anchors/YYYY-MM-DD.jsonl` beside the artefacts, and what a former version wrote into `audit/anchors.jsonl`. */
export function openAnchorFile(dataDir: string): AnchorFile {
  const folder = join(dataDir, 'audit', 'anchors');
  const pathOf = (day: string): string => (day === '' ? `${folder}.jsonl` : join(folder, `${day}.jsonl`));
  const sizeOf = async (day: string): Promise<number> => (await orNull(stat(pathOf(day))))?.size ?? 0;
  const days = async (): Promise<string[]> => {
    const names = (await orNull(readdir(folder))) ?? [];
    const found = names
      .filter((name) => /^\d{4}-\d\d-\d\d\.jsonl$/.test(name))
      .map((name) => name.slice(0, 10));
    return ['', ...found.sort()];
  };
  const readDay = async function* (day: string, from: number, to: number): AsyncGenerator<Anchor, void> {
    if (from >= to) return;
    const input = createReadStream(pathOf(day), { start: from, end: to - 1 });
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      const read = anchor.safeParse(parseJson(line));
      if (read.success) yield read.data;
    }
  };
  const thinDay = async (day: string): Promise<void> => {
    const last = new Map<string, Anchor>();
    let count = 0;
    for await (const each of readDay(day, 0, await sizeOf(day))) {
      count += 1;
      if (each.seq >= (last.get(each.month)?.seq ?? 0)) last.set(each.month, each);
    }
    if (count === last.size) return;
    const draft = `${pathOf(day)}.${crypto.randomUUID()}`;
    await writeLines(draft, 'wx', [...last.values()]);
    await rename(draft, pathOf(day));
  };
  return {
    append: async (anchors) => {
      const [first] = anchors;
      if (first) await writeLines(pathOf(first.at.slice(0, 10)), 'a+', anchors);
    },
    end: async () => {
      const day = (await days()).at(-1) ?? '';
      const bytes = await sizeOf(day);
      return bytes === 0 && day === '' ? null : { day, bytes };
    },
    reaches: async ({ day, bytes }) => (await sizeOf(day)) >= bytes,
    bytesSince: async (place) => {
      let sum = 0;
      for (const day of await days())
        if (place === null || day >= place.day)
          sum += (await sizeOf(day)) - (day === place?.day ? place.bytes : 0);
      return sum;
    },
    read: async function* (from, to) {
      if (to === null) return;
      for (const day of await days()) {
        if (day > to.day || (from !== null && day < from.day)) continue;
        const start = day === from?.day ? from.bytes : 0;
        yield* readDay(day, start, day === to.day ? to.bytes : await sizeOf(day));
      }
    },
    thin: async (before) => {
      for (const day of await days()) {
        if (day >= before) continue;
        // An older version may still be running beside us and write there.
        const former = day === '' ? await orNull(stat(pathOf(day))) : null;
        if (former && former.mtimeMs > Date.now() - DAY_MS) continue;
        await thinDay(day);
      }
    },
  };
}

async function writeLines(path: string, flags: 'a+' | 'wx', anchors: readonly Anchor[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, flags, 0o640);
  try {
    const lines = anchors.map((each) => `${JSON.stringify(each)}\n`).join('');
    await file.write(flags === 'a+' && (await endsInTornLine(file)) ? `\n${lines}` : lines);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function endsInTornLine(file: Awaited<ReturnType<typeof open>>): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read({ buffer: Buffer.alloc(1), position: size - 1 });
  return buffer[0] !== LINE_FEED;
}

/** Null for a file or folder that does not exist. */
export async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** JSON, or null for what is none. */
export function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
