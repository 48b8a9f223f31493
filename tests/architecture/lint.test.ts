import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWorkspace, type Finding, type Workspace } from './temporary-workspace.ts';

interface Canary {
  what: string;
  file: string;
  text: string;
  /** The rule that must refuse it; absent when it is allowed. */
  rule?: string;
}

const stub = 'export const stub = 1;\n';
const environmentRead = "export const port = process.env['PORT'];\n";
const nonNull = 'export const first = (list: string[]) => list[0]!.length;\n';
const CANARIES: Canary[] = [
  {
    what: 'process.env in a domain',
    file: 'libs/domains/sales/src/env-a.ts',
    text: environmentRead,
    rule: 'no-restricted-syntax',
  },
  {
    what: 'process.env in an app',
    file: 'apps/api/src/env-b.ts',
    text: environmentRead,
    rule: 'no-restricted-syntax',
  },
  {
    what: 'process.env by destructuring',
    file: 'libs/platform/src/outbox/env-c.ts',
    text: 'const { env } = process;\nexport default env;\n',
    rule: 'no-restricted-syntax',
  },
  {
    what: 'env from node:process',
    file: 'libs/platform/src/outbox/env-d.ts',
    text: "import { env } from 'node:process';\nexport default env;\n",
    rule: 'no-restricted-syntax',
  },
  {
    what: 'process.env in platform/config',
    file: 'libs/platform/src/config/env-e.ts',
    text: environmentRead,
  },
  { what: 'process.env in libs/embedded', file: 'libs/embedded/src/env-f.ts', text: environmentRead },
  { what: 'process.env in a test', file: 'libs/domains/sales/src/env-g.test.ts', text: environmentRead },
  { what: 'process.env in tools', file: 'tools/env-h.ts', text: environmentRead },

  {
    what: 'an expression of quadratic time',
    file: 'libs/domains/sales/src/expression-a.ts',
    text: "export const cut = (text: string): string => text.replace(/\\s+$/, '');\n",
    rule: 'regexp/no-super-linear-move',
  },
  {
    what: 'an expression of exponential time',
    file: 'apps/realtime/src/expression-b.ts',
    text: 'export const fits = (text: string): boolean => /^(?:a+)+$/.test(text);\n',
    rule: 'regexp/no-super-linear-backtracking',
  },
  {
    what: 'code that is made of text',
    file: 'apps/worker/src/run-a.ts',
    text: 'export const run = (text: string): unknown => eval(text);\n',
    rule: 'no-eval',
  },
  {
    what: 'a function that is made of text',
    file: 'apps/worker/src/run-b.ts',
    text: 'export const make = (text: string) => new Function(text);\n',
    rule: '@typescript-eslint/no-implied-eval',
  },
  {
    what: 'a program that is started',
    file: 'libs/domains/sales/src/run-c.ts',
    text: "export { execFile } from 'node:child_process';\n",
    rule: 'no-restricted-imports',
  },
  {
    what: 'any',
    file: 'apps/api/src/code-a.ts',
    text: 'export const x = (y: any): unknown => y;\n',
    rule: '@typescript-eslint/no-explicit-any',
  },
  {
    what: 'a floating promise',
    file: 'apps/api/src/code-b.ts',
    text: 'export function go(work: () => Promise<void>): void {\n  work();\n}\n',
    rule: '@typescript-eslint/no-floating-promises',
  },
  {
    what: 'a promise where none is awaited',
    file: 'apps/api/src/code-c.ts',
    text: 'export const go = (list: string[], work: () => Promise<void>) => list.forEach(work);\n',
    rule: '@typescript-eslint/no-misused-promises',
  },
  {
    what: 'a non-null assertion',
    file: 'apps/api/src/code-d.ts',
    text: nonNull,
    rule: '@typescript-eslint/no-non-null-assertion',
  },
  { what: 'a non-null assertion in a test', file: 'apps/api/src/code-e.test.ts', text: nonNull },
  {
    what: 'an unsafe member access',
    file: 'apps/api/src/code-f.ts',
    text: 'export const name = (text: string): unknown => JSON.parse(text).name;\n',
    rule: '@typescript-eslint/no-unsafe-member-access',
  },
  {
    what: 'a cast that silences',
    file: 'apps/api/src/code-g.ts',
    text: 'export const count = (value: unknown) => value as number;\n',
    rule: '@typescript-eslint/no-unsafe-type-assertion',
  },
  {
    what: 'an import of types as values',
    file: 'apps/api/src/code-h.ts',
    text: "import { Server } from 'node:http';\nexport type S = Server;\n",
    rule: '@typescript-eslint/consistent-type-imports',
  },
  {
    what: 'a switch that forgets a case',
    file: 'apps/api/src/code-i.ts',
    text: "export function f(x: 'a' | 'b'): number {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 0;\n}\n",
    rule: '@typescript-eslint/switch-exhaustiveness-check',
  },
  {
    what: 'a catch with only a comment',
    file: 'apps/api/src/code-j.ts',
    text: 'export function f(work: () => void): void {\n  try {\n    work();\n  } catch {\n    // ignore\n  }\n}\n',
    rule: 'no-restricted-syntax',
  },
  {
    what: 'a rejection that disappears',
    file: 'apps/api/src/code-k.ts',
    text: 'export async function f(work: Promise<void>): Promise<void> {\n  await work.catch(() => undefined);\n}\n',
    rule: 'no-restricted-syntax',
  },
  {
    what: 'a promise that is awaited later and marked as looked after',
    file: 'apps/api/src/code-t.ts',
    text: 'export function f(work: Promise<void>): Promise<void> {\n  work.catch(() => undefined);\n  return work;\n}\n',
  },
  {
    what: '==',
    file: 'apps/api/src/code-l.ts',
    text: 'export const same = (a: number, b: number) => a == b;\n',
    rule: 'eqeqeq',
  },
  {
    what: 'eslint-disable, which has no effect',
    file: 'apps/api/src/code-m.ts',
    text: '// eslint-disable-next-line no-var\nexport var x = 1;\n',
    rule: 'no-var',
  },
  {
    what: 'ts-ignore',
    file: 'apps/api/src/code-n.ts',
    text: "// @ts-ignore\nexport const x: number = '1';\n",
    rule: '@typescript-eslint/ban-ts-comment',
  },
  { what: 'console', file: 'apps/api/src/code-o.ts', text: "console.log('hello');\n", rule: 'no-console' },
  {
    what: 'more than 400 lines',
    file: 'apps/api/src/code-p.ts',
    text: '\n'.repeat(400) + stub,
    rule: 'max-lines',
  },
  { what: '400 lines', file: 'apps/api/src/code-q.ts', text: '\n'.repeat(399) + stub },
  {
    what: 'a test that keeps others from running',
    file: 'apps/api/src/code-r.test.ts',
    text: "import { it } from '@jest/globals';\nit.only('x', () => undefined);\n",
    rule: 'no-restricted-syntax',
  },
  ...[
    'utils.ts',
    'order-helpers.ts',
    'common.ts',
    'shared.types.ts',
    'base-service.ts',
    'OrderService.ts',
  ].map((name) => ({
    what: `the file name ${name}`,
    file: `libs/domains/sales/src/${name}`,
    text: stub,
    rule: 'antrean/file-name',
  })),
  { what: 'the file name database.port.ts', file: 'libs/domains/sales/src/database.port.ts', text: stub },
  {
    what: 'the class BaseService',
    file: 'apps/api/src/code-s.ts',
    text: 'export class BaseService {}\n',
    rule: 'no-restricted-syntax',
  },
];

describe('lint', () => {
  let workspace: Workspace;
  let findings: Finding[];
  const rulesFor = (file: string) => findings.filter((each) => each.file === file).map((each) => each.rule);

  beforeAll(async () => {
    workspace = await createWorkspace(Object.fromEntries(CANARIES.map(({ file, text }) => [file, text])), {});
    findings = await workspace.eslint();
  }, 120_000);
  afterAll(() => workspace.remove());

  it.each(CANARIES.filter((canary) => canary.rule !== undefined))('refuses $what', ({ file, rule }) => {
    expect(rulesFor(file)).toContain(rule);
  });
  it.each(CANARIES.filter((canary) => canary.rule === undefined))('allows $what', ({ file }) => {
    expect(rulesFor(file)).toEqual([]);
  });
});
