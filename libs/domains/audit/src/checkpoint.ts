import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Signer } from '@antrean/platform/signing';
import { z } from 'zod';
import { anchor, orNull, parseJson } from './anchor-file.ts';
import { trailBreak } from './trail-break.ts';

/** How far the trail was found whole: a proof goes on from here. */
export const checkpoint = z.object({
  at: z.string(),
  /** `anchored`: the last place of the month that an anchor named. */
  months: z.array(z.object({ month: z.string(), seq: z.int(), hash: z.string(), anchored: z.int() })),
  /** The anchors up to a place; null when there were none. */
  anchors: z.object({
    place: z.object({ day: z.string(), bytes: z.int() }).nullable(),
    checked: z.int(),
    otherKeys: z.int(),
    latest: anchor.nullable(),
  }),
});
export type Checkpoint = z.output<typeof checkpoint>;

/** What came of following the trail from its very beginning, whatever checkpoints say. */
export const fullVerification = z.object({
  at: z.string().meta({ description: 'When it began' }),
  valid: z.boolean(),
  checked: z.int(),
  firstBreak: trailBreak.optional(),
});
export type FullVerification = z.output<typeof fullVerification>;

/** A statement that we signed, in a file beside the anchors, where nobody comes by SQL. */
export interface SignedFile<T> {
  /** @returns null when there is none, or none that bears our signature */
  read(): Promise<T | null>;
  /** Resolves when it is on the disk, whole. */
  write(value: T): Promise<void>;
}

const signed = z.object({ statement: z.string(), signature: z.string() });

function signedFile<T>(path: string, kind: string, schema: z.ZodType<T>, signer: Signer): SignedFile<T> {
  // What is signed names what it is, so that one kind cannot stand for another.
  const bytes = (statement: string): string => JSON.stringify([kind, statement]);
  return {
    read: async () => {
      const text = await orNull(readFile(path, 'utf8'));
      if (text === null) return null;
      const read = signed.safeParse(parseJson(text));
      if (!read.success || !signer.verify(bytes(read.data.statement), read.data.signature)) return null;
      return schema.parse(JSON.parse(read.data.statement));
    },
    write: async (value) => {
      const statement = JSON.stringify(value);
      const draft = `${path}.${crypto.randomUUID()}`;
      await mkdir(dirname(path), { recursive: true });
      const file = await open(draft, 'wx', 0o640);
      try {
        await file.writeFile(JSON.stringify({ statement, signature: signer.sign(bytes(statement)) }));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    },
  };
}

/** What the worker has proven, for the api to go on from. */
export interface ProofRecord {
  checkpoint: SignedFile<Checkpoint>;
  fullVerification: SignedFile<FullVerification>;
}

export function openProofRecord(dataDir: string, signer: Signer): ProofRecord {
  // The number grows with the shape: what another version signed is not read, and a proof begins at the beginning.
  const file = <T>(name: string, version: number, schema: z.ZodType<T>): SignedFile<T> =>
    signedFile(join(dataDir, 'audit', `${name}.json`), `antrean.audit.${name}.${version}`, schema, signer);
  return {
    checkpoint: file('checkpoint', 2, checkpoint),
    fullVerification: file('full-verification', 1, fullVerification),
  };
}
