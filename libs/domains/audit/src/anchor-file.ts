import { createReadStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { anchor, type Anchor } from './anchor.ts';

const LINE_FEED = 10;

/** Anchors outside of the database: JSON Lines that are only ever appended to. */
export interface AnchorFile {
  /** Resolves when the anchors are on the disk. */
  append(anchors: readonly Anchor[]): Promise<void>;
  /** Bytes so far; 0 when there is no file yet. */
  size(): Promise<number>;
  /** The anchors between two places in bytes. Lines that a crash tore are passed over. */
  read(from: number, to: number): AsyncGenerator<Anchor, void>;
}

/** `audit/anchors.jsonl` beside the artefacts. */
export function openAnchorFile(dataDir: string): AnchorFile {
  const path = join(dataDir, 'audit', 'anchors.jsonl');
  return {
    append: async (anchors) => {
      await mkdir(dirname(path), { recursive: true });
      const file = await open(path, 'a+', 0o640);
      try {
        const lines = anchors.map((each) => `${JSON.stringify(each)}\n`).join('');
        await file.write((await endsInTornLine(file)) ? `\n${lines}` : lines);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    size: async () => {
      try {
        return (await stat(path)).size;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
        throw error;
      }
    },
    read: async function* (from, to) {
      if (from >= to) return;
      const lines = createInterface({
        input: createReadStream(path, { start: from, end: to - 1 }),
        crlfDelay: Infinity,
      });
      for await (const line of lines) {
        const read = anchor.safeParse(parseJson(line));
        if (read.success) yield read.data;
      }
    },
  };
}

async function endsInTornLine(file: Awaited<ReturnType<typeof open>>): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read({ buffer: Buffer.alloc(1), position: size - 1 });
  return buffer[0] !== LINE_FEED;
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
