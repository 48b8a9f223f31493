import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
const { allowScripts } = JSON.parse(read('package.json')) as { allowScripts: Record<string, boolean> };
const FOLDER = 'node_modules/';
const nameOf = (path: string): string => path.slice(path.lastIndexOf(FOLDER) + FOLDER.length);
const foreign = Object.entries(packages).filter(([path, { link }]) => path.includes(FOLDER) && !link);
const own = Object.entries(packages).filter(([path]) => !path.includes(FOLDER));

describe('dependencies', () => {
  it('S0-TEST-06 have an exact version wherever one of our packages names them', () => {
    const loose = own.flatMap(([path, { dependencies, devDependencies }]) =>
      Object.entries({ ...dependencies, ...devDependencies })
        .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
        .map(([name, version]) => `${path}: ${name}@${version}`),
    );
    expect(own.length).toBeGreaterThan(10);
    expect(loose).toEqual([]);
  });

  it('S0-TEST-06 are locked with the hash of their content, and come from the registry', () => {
    expect(foreign.length).toBeGreaterThan(500);
    expect(
      foreign.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? '')).map(([path]) => path),
    ).toEqual([]);
    const elsewhere = foreign.filter(
      ([, { resolved }]) => resolved && !resolved.startsWith('https://registry.npmjs.org/'),
    );
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });

  it('S0-TEST-06 run code at their installation only when somebody has decided so', () => {
    expect(read('.npmrc').split('\n')).toContain('strict-allow-scripts=true');
    const withScript = new Set(
      foreign.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path)),
    );
    expect([...withScript].filter((name) => !(name in allowScripts))).toEqual([]);
    const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name]);
    expect(allowed.filter((name) => !withScript.has(name))).toEqual([]);
  });
});
