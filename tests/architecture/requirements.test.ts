import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { renderRequirements } from '../../tools/requirement-table.ts';

const ROOT = join(import.meta.dirname, '../..');
// Put together here, so that this file does not count as a test of what it only mentions.
const id = (number: number) => ['S9', 'XYZ', String(number)].join('-');
const table = (...ids: string[]) => ids.map((each) => `| ${each} | something | |`).join('\n');

describe('docs/requirements.md', () => {
  it('S0-QG-02 S0-DEL-08 names every requirement that a test names, its tests, and no other', () => {
    const { stderr, status } = spawnSync(
      process.execPath,
      ['--conditions=@antrean/source', 'tools/list-requirements.ts', '--check'],
      { cwd: ROOT, encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});

describe('the table of requirements', () => {
  const test = { name: 'libs/a/src/b.test.ts', source: `it('${id(1)} does it')` };

  it('links a requirement to the tests that name it, in the order of the ids', () => {
    const two = { name: 'libs/a/src/c.test.ts', source: `it('${id(1)} ${id(2)} too')` };
    const { text, problems } = renderRequirements(`before\n${table(id(2), id(1))}\nafter`, [two, test]);
    expect(text).toBe(
      `before\n| ${id(1)} | something | [b](../libs/a/src/b.test.ts), [c](../libs/a/src/c.test.ts) |\n` +
        `| ${id(2)} | something | [c](../libs/a/src/c.test.ts) |\nafter`,
    );
    expect(problems).toEqual([]);
  });

  it('complains about an id without a row, a row without a test, and a row that is there twice', () => {
    expect(renderRequirements(table(id(2)), [test]).problems).toEqual([
      expect.stringContaining(`${id(2)} has a row`),
      expect.stringContaining(`${id(1)} is named by libs/a/src/b.test.ts`),
    ]);
    expect(renderRequirements(table(id(1), id(1)), [test]).problems).toEqual([
      expect.stringContaining('two rows'),
    ]);
  });

  it('stays as it is when it is filled twice', () => {
    const once = renderRequirements(table(id(1)), [test]).text;
    expect(renderRequirements(once, [test]).text).toBe(once);
  });
});
