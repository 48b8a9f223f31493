import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWorkspace, type Finding, type Workspace } from './temporary-workspace.ts';

const DOMAINS = [
  'audit',
  'clinics',
  'identity',
  'meal-orders',
  'notifications',
  'organization',
  'pos',
  'reports',
];

const packages = {
  platform: 'libs/platform',
  testing: 'libs/testing',
  embedded: 'libs/embedded',
  api: 'apps/api',
  worker: 'apps/worker',
  realtime: 'apps/realtime',
  ...Object.fromEntries(DOMAINS.map((domain) => [domain, `libs/domains/${domain}`])),
};

const stub = 'export const stub = 1;\n';
const stubs: Record<string, string> = Object.fromEntries(
  [
    ...DOMAINS.flatMap((domain) =>
      ['index', 'messages', 'http', 'worker', 'thing.service', 'thing.factory'].map(
        (file) => `libs/domains/${domain}/src/${file}.ts`,
      ),
    ),
    ...['outbox/index', 'outbox/claim', 'config/index'].map((file) => `libs/platform/src/${file}.ts`),
    ...['testing', 'embedded'].map((name) => `libs/${name}/src/index.ts`),
    ...['api', 'worker', 'realtime'].map((app) => `apps/${app}/src/index.ts`),
    'tests/system/scene.ts',
  ].map((file) => [file, stub]),
);

interface Canary {
  file: string;
  imports: string;
  /** The rule that must refuse it; absent when the import is allowed. */
  rule?: string;
}

const importCanaries: Canary[] = [
  { file: 'libs/platform/src/outbox/a.ts', imports: '@antrean/identity', rule: 'platform-knows-no-domain' },
  {
    file: 'libs/platform/src/outbox/b.test.ts',
    imports: '@antrean/identity/messages',
    rule: 'platform-knows-no-domain',
  },
  { file: 'libs/testing/src/a.ts', imports: '@antrean/identity', rule: 'platform-knows-no-domain' },
  { file: 'libs/testing/src/b.ts', imports: '@antrean/platform/outbox' },
  { file: 'libs/domains/identity/src/a.ts', imports: '@antrean/platform/outbox' },
  {
    file: 'libs/domains/identity/src/b.ts',
    imports: '../../../platform/src/outbox/claim.ts',
    rule: 'platform-by-its-doors',
  },

  { file: 'libs/domains/meal-orders/src/a.ts', imports: '@antrean/identity' },
  { file: 'libs/domains/meal-orders/src/b.ts', imports: '@antrean/organization/messages' },
  {
    file: 'libs/domains/meal-orders/src/c.ts',
    imports: '@antrean/identity/http',
    rule: 'domain-uses-only-what-it-may',
  },
  {
    file: 'libs/domains/meal-orders/src/d.ts',
    imports: '@antrean/pos',
    rule: 'domain-uses-only-what-it-may',
  },
  {
    file: 'libs/domains/meal-orders/src/e.ts',
    imports: '../../identity/src/thing.service.ts',
    rule: 'domain-uses-only-what-it-may',
  },
  { file: 'libs/domains/meal-orders/src/f.ts', imports: './thing.service.ts' },
  {
    file: 'libs/domains/meal-orders/src/g.ts',
    imports: '@antrean/audit/messages',
    rule: 'domain-uses-only-what-it-may',
  },
  {
    file: 'libs/domains/meal-orders/src/h.ts',
    imports: '@antrean/reports',
    rule: 'domain-uses-only-what-it-may',
  },
  {
    file: 'libs/domains/meal-orders/src/i.ts',
    imports: '@antrean/notifications',
    rule: 'domain-uses-only-what-it-may',
  },
  {
    file: 'libs/domains/organization/src/a.ts',
    imports: '@antrean/identity',
    rule: 'domain-uses-only-what-it-may',
  },
  { file: 'libs/domains/identity/src/c.ts', imports: '@antrean/organization' },
  {
    file: 'libs/domains/identity/src/d.ts',
    imports: '@antrean/meal-orders/messages',
    rule: 'domain-uses-only-what-it-may',
  },
  {
    file: 'libs/domains/clinics/src/a.ts',
    imports: '@antrean/identity',
    rule: 'domain-uses-only-what-it-may',
  },
  { file: 'libs/domains/clinics/src/b.ts', imports: './thing.service.ts' },

  { file: 'libs/domains/audit/src/a.ts', imports: '@antrean/pos/messages' },
  { file: 'libs/domains/audit/src/b.ts', imports: '@antrean/identity' },
  {
    file: 'libs/domains/audit/src/c.ts',
    imports: '@antrean/meal-orders',
    rule: 'domain-uses-only-what-it-may',
  },
  {
    file: 'libs/domains/audit/src/d.ts',
    imports: '@antrean/reports/messages',
    rule: 'domain-uses-only-what-it-may',
  },
  { file: 'libs/domains/reports/src/a.ts', imports: '@antrean/meal-orders' },
  {
    file: 'libs/domains/reports/src/b.ts',
    imports: '@antrean/meal-orders/worker',
    rule: 'domain-uses-only-what-it-may',
  },
  { file: 'libs/domains/notifications/src/a.ts', imports: '@antrean/clinics/messages' },

  { file: 'libs/domains/pos/src/a.test.ts', imports: '@antrean/audit/worker' },
  { file: 'libs/domains/pos/src/b.test.ts', imports: '../../clinics/src/thing.factory.ts' },
  {
    file: 'libs/domains/pos/src/c.test.ts',
    imports: '../../clinics/src/thing.service.ts',
    rule: 'domain-test-uses-doors',
  },
  { file: 'libs/domains/pos/src/d.test.ts', imports: '@antrean/testing' },
  { file: 'libs/domains/pos/src/e.ts', imports: '@antrean/testing', rule: 'product-needs-no-test-code' },
  { file: 'libs/domains/pos/src/f.ts', imports: './thing.factory.ts', rule: 'product-needs-no-test-code' },
  { file: 'apps/api/src/a.ts', imports: '@antrean/embedded', rule: 'product-needs-no-test-code' },
  { file: 'tests/system/a.test.ts', imports: '@antrean/embedded' },

  { file: 'apps/api/src/b.ts', imports: '@antrean/meal-orders/http' },
  { file: 'apps/api/src/c.ts', imports: '@antrean/meal-orders/worker', rule: 'app-uses-its-doors' },
  {
    file: 'apps/api/src/d.ts',
    imports: '../../../libs/domains/pos/src/thing.service.ts',
    rule: 'app-uses-its-doors',
  },
  { file: 'apps/api/src/e.ts', imports: '@antrean/worker', rule: 'apps-are-apart' },
  { file: 'apps/worker/src/a.ts', imports: '@antrean/meal-orders/worker' },
  { file: 'apps/worker/src/b.ts', imports: '@antrean/meal-orders/http', rule: 'app-uses-its-doors' },
  { file: 'apps/realtime/src/a.ts', imports: '@antrean/meal-orders/messages' },
  { file: 'apps/realtime/src/b.ts', imports: '@antrean/identity' },
  { file: 'apps/realtime/src/c.ts', imports: '@antrean/identity/http', rule: 'app-uses-its-doors' },
  { file: 'apps/realtime/src/d.ts', imports: '@antrean/identity/worker', rule: 'app-uses-its-doors' },
  { file: 'apps/api/src/f.test.ts', imports: '@antrean/meal-orders/worker' },
  {
    file: 'apps/api/src/g.test.ts',
    imports: '../../../libs/domains/pos/src/thing.service.ts',
    rule: 'app-test-uses-doors',
  },
  {
    file: 'libs/domains/pos/src/g.ts',
    imports: '../../../../apps/api/src/index.ts',
    rule: 'nothing-imports-an-app',
  },

  { file: 'libs/platform/src/queue/a.ts', imports: 'bullmq' },
  { file: 'libs/platform/src/outbox/c.ts', imports: 'bullmq', rule: 'technology-stays-home' },
  { file: 'libs/domains/pos/src/h.ts', imports: 'bullmq', rule: 'technology-stays-home' },
  { file: 'libs/domains/pos/src/i.test.ts', imports: 'bullmq', rule: 'technology-stays-home' },
  { file: 'tests/system/b.test.ts', imports: 'bullmq' },
  { file: 'apps/realtime/src/e.ts', imports: 'socket.io' },
  { file: 'libs/platform/src/realtime/a.ts', imports: '@socket.io/redis-emitter' },
  { file: 'apps/worker/src/c.ts', imports: 'socket.io', rule: 'technology-stays-home' },
  { file: 'apps/api/src/h.ts', imports: '@socket.io/redis-adapter', rule: 'technology-stays-home' },
  { file: 'libs/domains/pos/src/j.ts', imports: '@socket.io/redis-emitter', rule: 'technology-stays-home' },
  { file: 'libs/platform/src/pdf/a.ts', imports: 'pdfkit' },
  { file: 'libs/domains/reports/src/c.ts', imports: 'pdfkit', rule: 'technology-stays-home' },
  { file: 'libs/platform/src/mail/a.ts', imports: 'nodemailer' },
  { file: 'libs/domains/identity/src/e.ts', imports: 'nodemailer', rule: 'technology-stays-home' },
  { file: 'libs/platform/src/redis/a.ts', imports: 'ioredis' },
  { file: 'libs/platform/src/http/a.ts', imports: 'ioredis' },
  { file: 'apps/api/src/i.ts', imports: 'ioredis', rule: 'technology-stays-home' },
  { file: 'libs/platform/src/mail/b.ts', imports: 'ioredis', rule: 'technology-stays-home' },

  { file: 'libs/domains/pos/src/k.ts', imports: './l.ts', rule: 'no-circular-import' },
  { file: 'libs/domains/pos/src/l.ts', imports: './k.ts' },
  { file: 'libs/domains/pos/src/m.ts', imports: '@antrean/organization/secret', rule: 'import-exists' },
];

/** The ways to write an import; each must be seen. All of them are illegal for a domain. */
const importForms = {
  'type-only': "import type { stub } from '@antrean/audit';\nexport type T = typeof stub;\n",
  're-exporting': "export * from '@antrean/audit';\n",
  dynamic: "export const later = () => import('@antrean/audit');\n",
  'side-effect': "import '@antrean/audit';\n",
};

interface CodeCanary {
  what: string;
  file: string;
  text: string;
  rule?: string;
}

const environmentRead = "export const port = process.env['PORT'];\n";
const nonNull = 'export const first = (list: string[]) => list[0]!.length;\n';
const codeCanaries: CodeCanary[] = [
  {
    what: 'process.env in a domain',
    file: 'libs/domains/pos/src/env-a.ts',
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
  { what: 'process.env in a test', file: 'libs/domains/pos/src/env-g.test.ts', text: environmentRead },
  { what: 'process.env in tools', file: 'tools/env-h.ts', text: environmentRead },

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
    what: 'a test that is skipped',
    file: 'apps/api/src/code-r.test.ts',
    text: "import { it } from '@jest/globals';\nit.skip('x', () => undefined);\n",
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
    file: `libs/domains/pos/src/${name}`,
    text: stub,
    rule: 'antrean/file-name',
  })),
  { what: 'the file name database.port.ts', file: 'libs/domains/pos/src/database.port.ts', text: stub },
  {
    what: 'the class BaseService',
    file: 'apps/api/src/code-s.ts',
    text: 'export class BaseService {}\n',
    rule: 'no-restricted-syntax',
  },
];

describe('lint', () => {
  let workspace: Workspace;
  let imports: Finding[];
  let code: Finding[];
  const rulesFor = (findings: Finding[], file: string) =>
    findings.filter((each) => each.file === file).map((each) => each.rule);

  beforeAll(async () => {
    const importText = ({ imports: from }: Canary) =>
      `import * as imported from '${from}';\nexport default imported;\n`;
    workspace = await createWorkspace(
      {
        ...stubs,
        ...Object.fromEntries(importCanaries.map((canary) => [canary.file, importText(canary)])),
        ...Object.fromEntries(
          Object.entries(importForms).map(([form, text]) => [`libs/domains/clinics/src/${form}.ts`, text]),
        ),
        ...Object.fromEntries(codeCanaries.map(({ file, text }) => [file, text])),
      },
      packages,
    );
    [imports, code] = await Promise.all([workspace.dependencyCruiser(), workspace.eslint()]);
  }, 120_000);
  afterAll(() => workspace.remove());

  const refused = importCanaries.filter((canary) => canary.rule !== undefined);
  const allowed = importCanaries.filter((canary) => canary.rule === undefined);

  it.each(refused)('refuses that $file imports $imports ($rule)', ({ file, rule }) => {
    expect(rulesFor(imports, file)).toContain(rule);
  });
  it.each(allowed)('allows that $file imports $imports', ({ file }) => {
    expect(rulesFor(imports, file).filter((rule) => rule !== 'no-circular-import')).toEqual([]);
  });
  it.each(Object.keys(importForms))('sees a %s import', (form) => {
    expect(rulesFor(imports, `libs/domains/clinics/src/${form}.ts`)).toContain(
      'domain-uses-only-what-it-may',
    );
  });

  const refusedCode = codeCanaries.filter((canary) => canary.rule !== undefined);
  const allowedCode = codeCanaries.filter((canary) => canary.rule === undefined);

  it.each(refusedCode)('refuses $what', ({ file, rule }) => {
    expect(rulesFor(code, file)).toContain(rule);
  });
  it.each(allowedCode)('allows $what', ({ file }) => {
    expect(rulesFor(code, file)).toEqual([]);
  });
});
