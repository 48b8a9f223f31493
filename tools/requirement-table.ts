/** Ids as tests name them, such as `S3-ORD-11`. */
const ID = /\b(?:S\d|CARD)-[A-Z]+-\d+\b/g;
const ROW = /^\|\s*((?:S\d|CARD)-[A-Z]+-\d+)\s*\|([^|]+)\|/;

export interface TestFile {
  /** Relative to the root. */
  readonly name: string;
  readonly source: string;
}

/**
 * Fills the last column of the table: the tests that name a requirement.
 *
 * @returns the text with its rows sorted by id, and what is wrong: ids without a row, rows without a test, double rows
 */
export function renderRequirements(
  text: string,
  tests: readonly TestFile[],
): { text: string; problems: string[] } {
  const named = new Map<string, Set<string>>();
  for (const { name, source } of tests) {
    for (const [id] of source.matchAll(ID)) named.set(id, (named.get(id) ?? new Set()).add(name));
  }
  const lines = text.split('\n');
  const rows = new Map<string, string>();
  const problems: string[] = [];
  for (const line of lines) {
    const [, id, wording] = ROW.exec(line) ?? [];
    if (!id || !wording) continue;
    if (rows.has(id)) problems.push(`docs/requirements.md has two rows for ${id}.`);
    rows.set(id, wording.trim());
    if (!named.has(id)) problems.push(`${id} has a row in docs/requirements.md, and no test names it.`);
  }
  for (const [id, files] of named) {
    if (!rows.has(id)) {
      problems.push(
        `${id} is named by ${[...files].join(', ')} and has no row in docs/requirements.md. Add one.`,
      );
    }
  }
  const filled = [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([id, wording]) => `| ${id} | ${wording} | ${[...(named.get(id) ?? [])].sort().map(link).join(', ')} |`,
    );
  const first = lines.findIndex((line) => ROW.test(line));
  const rest = lines.filter((line) => !ROW.test(line));
  return { text: [...rest.slice(0, first), ...filled, ...rest.slice(first)].join('\n'), problems };
}

const link = (name: string): string =>
  `[${name.replace(/^.*\//, '').replace(/\.test\.ts$/, '')}](../${name})`;
