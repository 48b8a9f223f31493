/**
 * `npm run build` of the console: dist/ with hashed assets, and brotli and gzip of each beside it. Fails when it is larger
 * than the budgets allow.
 */
import { createHash } from 'node:crypto';
import { readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'vite';

/** kB of gzip: what the login page loads; the first screen with it; any further screen; what draws charts; all style sheets. */
const BUDGETS = { entry: 125, 'first screen': 195, screen: 45, charts: 65, css: 15 };
const CHARTS = ['src/dashboard/charts.tsx', 'src/reports/chart.tsx'];

interface Chunk {
  file: string;
  isEntry?: boolean;
  isDynamicEntry?: boolean;
  imports?: string[];
  css?: string[];
}

export const consoleFolder = join(import.meta.dirname, 'dist');

const root = join(import.meta.dirname, '../..');
/** What the build is made of. */
const SOURCES = ['apps/console', 'libs/client/src', 'package-lock.json'];
const NOT_SOURCES = /[/\\](?:dist|node_modules)(?:[/\\.]|$)/;

/** Says of what the console is built: it changes whenever that does. */
export async function hashSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const path = join(root, source);
    const entries = source.endsWith('.json')
      ? [path]
      : (await readdir(path, { recursive: true, withFileTypes: true }))
          .filter((entry) => entry.isFile())
          .map(({ parentPath, name }) => join(parentPath, name))
          .filter((file) => !NOT_SOURCES.test(file.slice(root.length)))
          .sort();
    for (const file of entries) hash.update(file.slice(root.length)).update(await readFile(file));
  }
  return hash.digest('hex');
}

/**
 * Builds beside the place and puts it there when it is whole, so that builds at the same time do not disturb each other.
 * @param sources says from what it is built, for who asks whether it is still what the sources are, and for pages that
 *   were loaded before
 * @returns what is too large
 */
export async function buildConsole(sources: string): Promise<string[]> {
  const folder = `${consoleFolder}.${process.pid}`;
  try {
    await build({
      configFile: join(import.meta.dirname, 'vite.config.ts'),
      logLevel: 'warn',
      define: { __BUILD__: JSON.stringify(sources) },
      build: { outDir: folder },
    });
    const sizes = await compress(folder);
    const tooLarge = check(JSON.parse(await readFile(join(folder, '.vite/manifest.json'), 'utf8')), sizes);
    await writeFile(join(folder, '.sources'), sources);
    await writeFile(join(folder, 'version.json'), JSON.stringify({ build: sources }));
    await rm(consoleFolder, { recursive: true, force: true });
    await rename(folder, consoleFolder);
    return tooLarge;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns bytes of gzip by file */
async function compress(dist: string): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/[.](js|css|svg|html)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    const [small, smaller] = await Promise.all([
      promisify(gzip)(bytes, { level: 9 }),
      promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    ]);
    await Promise.all([writeFile(`${path}.gz`, small), writeFile(`${path}.br`, smaller)]);
    found.set(path.slice(dist.length + 1), small.length);
  }
  return found;
}

/** @returns what is larger than its budget */
function check(manifest: Record<string, Chunk>, sizes: ReadonlyMap<string, number>): string[] {
  const kB = (files: Iterable<string>): number =>
    [...files].reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0) / 1_000;
  const loaded = (name: string, seen = new Set<string>()): Set<string> => {
    const chunk = manifest[name];
    if (!chunk || seen.has(chunk.file)) return seen;
    seen.add(chunk.file);
    for (const each of chunk.imports ?? []) loaded(each, seen);
    return seen;
  };
  const names = Object.keys(manifest);
  const entries = new Set(
    names.filter((name) => manifest[name]?.isEntry).flatMap((name) => [...loaded(name)]),
  );
  const inside = loaded('src/inside.tsx').difference(entries);
  const screens = names.filter(
    (name) => manifest[name]?.isDynamicEntry && name !== 'src/inside.tsx' && !CHARTS.includes(name),
  );
  const largestOf = (of: readonly string[]): number =>
    Math.max(...of.map((name) => kB(loaded(name).difference(entries).difference(inside))));
  const largest = largestOf(screens);
  const measured: readonly (readonly [keyof typeof BUDGETS, number])[] = [
    ['entry', kB(entries)],
    ['first screen', kB(entries) + kB(inside) + largest],
    ['screen', largest],
    ['charts', largestOf(CHARTS)],
    ['css', kB([...sizes.keys()].filter((file) => file.endsWith('.css')))],
  ];
  for (const [what, size] of measured)
    process.stdout.write(`${what}: ${size.toFixed(1)} kB of ${BUDGETS[what]}\n`);
  return measured.filter(([what, size]) => size > BUDGETS[what]).map(([what]) => what);
}

if (import.meta.main) {
  const tooLarge = await buildConsole(await hashSources());
  if (tooLarge.length > 0) {
    process.stderr.write(`larger than the budget (apps/console/build.ts): ${tooLarge.join(', ')}\n`);
    process.exitCode = 1;
  }
}
