import { extname } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { Database } from '@antrean/platform/database';
import type { PersonalDataSource, PersonalRow } from '@antrean/platform/domain';
import type { FileStorage } from '@antrean/platform/files';
import { ZipFile } from 'yazl';
import { readProfile } from '../profile.queries.ts';

interface Entry {
  readonly name: string;
  readonly content: Readable;
  /** Images and PDFs are compressed already. */
  readonly compress: boolean;
}

/**
 * Writes what is kept about somebody as a zip: `profile.json`, a JSON list for each section, in the folder of whose it is,
 * the files beside them, and `contents.json`, which says how much of each. Rows are read in pages as they are written, and
 * nothing is held as a whole. Each page is a statement of its own, so that no snapshot stays open for as long as it takes.
 *
 * @param options.whenRead called when all rows have been read and the end has not been written
 * @throws what a source throws, or `out`
 */
export async function writeExport(
  { database, storage }: { database: Database; storage: FileStorage },
  sources: readonly PersonalDataSource[],
  userId: number,
  out: Writable,
  { signal, whenRead = async () => undefined }: { signal: AbortSignal; whenRead?: () => Promise<void> },
): Promise<void> {
  const em = database.fork();
  const counts: Record<string, number> = {};

  async function* entries(): AsyncGenerator<Entry> {
    yield json('profile.json', [JSON.stringify(await readProfile(em, userId), null, 2)]);
    for (const source of sources) {
      for await (const { section, rows } of sectionsOf(source.read(em, userId))) {
        const name = `${source.name}/${section}.json`;
        counts[name] = 0;
        yield json(
          name,
          listOf(rows, () => (counts[name] = (counts[name] ?? 0) + 1)),
        );
      }
      for await (const { key, name } of source.files?.(em, userId) ?? []) {
        const file = await storage.open(key);
        if (!file) continue;
        counts[`${source.name}/${name}`] = 1;
        yield { name: `${source.name}/${name}`, content: file.stream, compress: extname(name) === '.txt' };
      }
    }
    await whenRead();
    yield json('contents.json', [JSON.stringify({ at: new Date().toISOString(), userId, counts }, null, 2)]);
  }

  await writeZip(entries(), out, signal);
}

const json = (name: string, parts: Iterable<string> | AsyncIterable<string>): Entry => ({
  name,
  content: Readable.from(parts, { objectMode: false }),
  compress: true,
});

async function writeZip(entries: AsyncIterable<Entry>, out: Writable, signal: AbortSignal): Promise<void> {
  const zip = new ZipFile();
  const stop = new AbortController();
  const written = pipeline(zip.outputStream, out, { signal: AbortSignal.any([signal, stop.signal]) });
  const failed = new Promise<never>((_, reject) => {
    zip.on('error', reject);
    written.catch(reject);
  });
  try {
    for await (const { name, content, compress } of entries) {
      zip.addReadStream(content, name, { compress });
      await Promise.race([finished(content), failed]);
    }
    zip.end();
    await Promise.race([written, failed]);
  } finally {
    // What is left open when something failed; after a success there is nothing.
    stop.abort();
  }
}

/** Rows of one section follow each other; each section must be read to its end before the next one is asked for. */
async function* sectionsOf(
  rows: AsyncIterable<PersonalRow>,
): AsyncGenerator<{ section: string; rows: AsyncGenerator<PersonalRow> }> {
  const iterator = rows[Symbol.asyncIterator]();
  let next = await iterator.next();
  while (!next.done) {
    const { section } = next.value;
    const ofSection = async function* (): AsyncGenerator<PersonalRow> {
      while (!next.done && next.value.section === section) {
        yield next.value;
        next = await iterator.next();
      }
    };
    yield { section, rows: ofSection() };
  }
}

async function* listOf(rows: AsyncIterable<PersonalRow>, count: () => void): AsyncGenerator<string> {
  let before = '[\n';
  for await (const { row } of rows) {
    count();
    yield `${before}${JSON.stringify(row)}`;
    before = ',\n';
  }
  yield '\n]\n';
}
