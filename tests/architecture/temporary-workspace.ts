import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const CONFIGURATION = [
  'eslint.config.js',
  '.dependency-cruiser.cjs',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.check.json',
];
const DOORS = {
  '.': 'index',
  './messages': 'messages',
  './testing': 'testing',
  './http': 'http',
  './worker': 'worker',
  './report': 'report',
  './domain': 'domain',
};

export interface Finding {
  file: string;
  rule: string;
}

export interface Workspace {
  eslint(): Promise<Finding[]>;
  dependencyCruiser(): Promise<Finding[]>;
  remove(): Promise<void>;
}

/**
 * A workspace outside the checkout with our real lint configuration and installed packages, the given files, and
 * `@antrean/<name>` linked to the folders of `packages` the way npm links workspaces.
 *
 * @param files path in the workspace → text
 * @param dependencies name after `@antrean/` → what its package.json depends on, named so too
 * @param packages name after `@antrean/` → folder; `platform` gets one door per concern, the others their doors
 */
export async function createWorkspace(
  files: Record<string, string>,
  packages: Record<string, string>,
  dependencies: Record<string, readonly string[]> = {},
): Promise<Workspace> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'antrean-lint-')));
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };

  for (const file of CONFIGURATION) await copyFile(join(ROOT, file), join(folder, file));
  await mkdir(join(folder, 'node_modules/@antrean'), { recursive: true });
  for (const name of await readdir(join(ROOT, 'node_modules'))) {
    if (name === '@antrean' || name === '.cache') continue;
    await symlink(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  }
  for (const [name, path] of Object.entries(packages)) {
    await write(join(path, 'package.json'), JSON.stringify(manifest(name, dependencies[name])));
    await symlink(join(folder, path), join(folder, 'node_modules/@antrean', name));
  }
  for (const [path, text] of Object.entries(files)) await write(path, text);

  return {
    async eslint() {
      const output = await run(folder, 'eslint', ['.', '--format', 'json']);
      const results: { filePath: string; messages: { ruleId: string | null; message: string }[] }[] =
        JSON.parse(output);
      return results.flatMap(({ filePath, messages }) =>
        messages.map(({ ruleId, message }) => ({
          file: filePath.slice(folder.length + 1),
          rule: ruleId ?? message,
        })),
      );
    },
    async dependencyCruiser() {
      const output = await run(folder, 'depcruise', [
        '--config',
        '.dependency-cruiser.cjs',
        '--output-type',
        'json',
        'apps',
        'libs',
        'tests',
      ]);
      const report: { summary: { violations: { from: string; rule: { name: string } }[] } } =
        JSON.parse(output);
      return report.summary.violations.map(({ from, rule }) => ({ file: from, rule: rule.name }));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function manifest(name: string, dependencies: readonly string[] = []): object {
  const target = (file: string) => ({ '@antrean/source': `./src/${file}.ts`, default: `./dist/${file}.js` });
  const exports =
    name === 'platform'
      ? { './*': target('*/index') }
      : Object.fromEntries(Object.entries(DOORS).map(([door, file]) => [door, target(file)]));
  const own = Object.fromEntries(dependencies.map((other) => [`@antrean/${other}`, '0.1.0']));
  return { name: `@antrean/${name}`, version: '0.1.0', type: 'module', exports, dependencies: own };
}

/** The linters end with a code above 0 when they find something, which is what they are here for. */
function run(folder: string, binary: string, parameters: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(folder, 'node_modules/.bin', binary), ...parameters],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (stdout.startsWith('[') || stdout.startsWith('{')) resolve(stdout);
        else reject(new Error(`${binary} gave no report: ${stderr}${stdout}`, { cause: error }));
      },
    );
  });
}
