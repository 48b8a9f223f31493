import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWorkspace, type Finding, type Workspace } from './temporary-workspace.ts';

const DOMAINS = [
  'audit',
  'clinics',
  'accounts',
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
  domains: 'libs/domains/all',
};

/** What the package.json of each names. */
const dependencies = {
  domains: DOMAINS,
  'meal-orders': ['accounts', 'organization', 'platform'],
  pos: ['accounts', 'organization', 'platform'],
  accounts: ['organization', 'platform'],
  audit: ['accounts', 'platform'],
};

const stub = 'export const stub = 1;\n';
const stubs: Record<string, string> = Object.fromEntries(
  [
    ...DOMAINS.flatMap((domain) =>
      [
        'index',
        'domain',
        'messages',
        'http',
        'worker',
        'report',
        'testing',
        'thing.service',
        'thing.factory',
      ].map((file) => `libs/domains/${domain}/src/${file}.ts`),
    ),
    ...['outbox/index', 'outbox/claim', 'config/index', 'mail/index'].map(
      (file) => `libs/platform/src/${file}.ts`,
    ),
    'libs/domains/all/src/index.ts',
    ...['testing', 'embedded'].map((name) => `libs/${name}/src/index.ts`),
    ...['api', 'worker', 'realtime'].map((app) => `apps/${app}/src/index.ts`),
    'tests/system/scene.ts',
  ].map((file) => [file, stub]),
);

const rows = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [file = '', imports = '', rule = ''] = line.trim().split(/ +/);
      return { file, imports, rule };
    });

/** file, what it imports, the rule that must refuse it */
const REFUSED = rows(`
  libs/platform/src/outbox/a.ts       @antrean/accounts                               platform-knows-no-domain
  libs/platform/src/outbox/b.test.ts  @antrean/accounts/messages                      platform-knows-no-domain
  libs/testing/src/a.ts               @antrean/accounts                               platform-knows-no-domain
  libs/domains/accounts/src/b.ts      ../../../platform/src/outbox/claim.ts           platform-by-its-doors
  libs/domains/meal-orders/src/c.ts   @antrean/accounts/http                          domain-uses-only-what-it-may
  libs/domains/meal-orders/src/d.ts   @antrean/pos                                    domain-uses-only-what-it-may
  libs/domains/meal-orders/src/e.ts   ../../accounts/src/thing.service.ts             domain-uses-only-what-it-may
  libs/domains/meal-orders/src/g.ts   @antrean/audit/messages                         domain-uses-only-what-it-may
  libs/domains/meal-orders/src/h.ts   @antrean/reports                                domain-uses-only-what-it-may
  libs/domains/meal-orders/src/i.ts   @antrean/notifications                          domain-uses-only-what-it-may
  libs/domains/organization/src/a.ts  @antrean/accounts                               domain-uses-only-what-it-may
  libs/domains/accounts/src/d.ts      @antrean/meal-orders/messages                   domain-uses-only-what-it-may
  libs/domains/clinics/src/a.ts       @antrean/accounts                               domain-uses-only-what-it-may
  libs/domains/audit/src/c.ts         @antrean/meal-orders                            domain-uses-only-what-it-may
  libs/domains/audit/src/d.ts         @antrean/reports/messages                       domain-uses-only-what-it-may
  libs/domains/reports/src/b.ts       @antrean/meal-orders/worker                     domain-uses-only-what-it-may
  libs/domains/pos/src/c.test.ts      ../../clinics/src/thing.service.ts              domain-test-uses-doors
  libs/domains/pos/src/b.test.ts      ../../clinics/src/thing.factory.ts              domain-test-uses-doors
  apps/api/src/n.test.ts              ../../../libs/domains/pos/src/thing.factory.ts  app-test-uses-doors
  tests/system/d.test.ts              ../../libs/domains/pos/src/thing.factory.ts     scenes-come-by-the-door
  libs/domains/pos/src/e.ts           @antrean/testing                                product-needs-no-test-code
  libs/domains/pos/src/f.ts           ./thing.factory.ts                              product-needs-no-test-code
  libs/domains/pos/src/n.ts           @antrean/clinics/testing                        product-needs-no-test-code
  libs/domains/pos/src/o.ts           ./testing.ts                                    product-needs-no-test-code
  apps/api/src/m.ts                   @antrean/pos/testing                            product-needs-no-test-code
  apps/api/src/a.ts                   @antrean/embedded                               product-needs-no-test-code
  apps/api/src/c.ts                   @antrean/meal-orders/worker                     app-uses-its-doors
  apps/api/src/b.ts                   @antrean/meal-orders/http                       app-uses-its-doors
  apps/worker/src/a.ts                @antrean/meal-orders/worker                     app-uses-its-doors
  libs/domains/all/src/b.ts           @antrean/meal-orders/messages                   domain-uses-only-what-it-may
  libs/domains/audit/src/a.ts         @antrean/pos/messages                           domain-uses-only-what-it-may
  libs/domains/reports/src/a.ts       @antrean/meal-orders                            domain-uses-only-what-it-may
  apps/api/src/d.ts                   ../../../libs/domains/pos/src/thing.service.ts  app-uses-its-doors
  apps/api/src/e.ts                   @antrean/worker                                 apps-are-apart
  apps/worker/src/b.ts                @antrean/meal-orders/http                       app-uses-its-doors
  apps/realtime/src/c.ts              @antrean/accounts/http                          app-uses-its-doors
  libs/domains/all/src/c.ts           @antrean/meal-orders/worker                     domain-uses-only-what-it-may
  libs/domains/meal-orders/src/j.ts   @antrean/domains                                domain-uses-only-what-it-may
  libs/domains/audit/src/e.ts         @antrean/domains                                domain-uses-only-what-it-may
  apps/api/src/j.ts                   @antrean/meal-orders/report                     app-uses-its-doors
  apps/realtime/src/f.ts              @antrean/meal-orders/report                     app-uses-its-doors
  apps/realtime/src/a.ts              @antrean/meal-orders/messages                   app-uses-its-doors
  apps/realtime/src/b.ts              @antrean/accounts                               app-uses-its-doors
  apps/api/src/k.ts                   @antrean/accounts                               app-uses-its-doors
  libs/domains/reports/src/d.ts       @antrean/meal-orders/report                     domain-uses-only-what-it-may
  apps/realtime/src/d.ts              @antrean/accounts/worker                        app-uses-its-doors
  apps/api/src/g.test.ts              ../../../libs/domains/pos/src/thing.service.ts  app-test-uses-doors
  libs/domains/pos/src/g.ts           ../../../../apps/api/src/index.ts               nothing-imports-an-app
  libs/platform/src/outbox/c.ts       bullmq                                          technology-stays-home
  libs/domains/pos/src/h.ts           bullmq                                          technology-stays-home
  libs/domains/pos/src/i.test.ts      bullmq                                          technology-stays-home
  apps/worker/src/c.ts                socket.io                                       technology-stays-home
  apps/api/src/h.ts                   @socket.io/redis-adapter                        technology-stays-home
  libs/domains/pos/src/j.ts           @socket.io/redis-emitter                        technology-stays-home
  libs/domains/reports/src/c.ts       pdfkit                                          technology-stays-home
  libs/domains/accounts/src/f.ts      @antrean/platform/mail                          mail-leaves-by-notifications
  libs/domains/accounts/src/e.ts      nodemailer                                      technology-stays-home
  apps/api/src/i.ts                   ioredis                                         technology-stays-home
  libs/platform/src/mail/b.ts         ioredis                                         technology-stays-home
  libs/domains/pos/src/k.ts           ./l.ts                                          no-circular-import
  libs/domains/pos/src/m.ts           @antrean/organization/secret                    import-exists
`);

const ALLOWED = rows(`
  libs/testing/src/b.ts                @antrean/platform/outbox
  libs/domains/accounts/src/a.ts       @antrean/platform/outbox
  libs/domains/meal-orders/src/a.ts    @antrean/accounts
  libs/domains/meal-orders/src/b.ts    @antrean/organization/messages
  libs/domains/meal-orders/src/f.ts    ./thing.service.ts
  libs/domains/accounts/src/c.ts       @antrean/organization
  libs/domains/clinics/src/b.ts        ./thing.service.ts
  libs/domains/audit/src/b.ts          @antrean/accounts
  libs/domains/pos/src/a.test.ts       @antrean/audit/worker
  libs/domains/pos/src/d.test.ts       @antrean/testing
  libs/domains/pos/src/e.test.ts       @antrean/clinics/testing
  libs/domains/pos/src/testing.ts      @antrean/clinics/testing
  apps/api/src/l.test.ts               @antrean/pos/testing
  tests/system/c.test.ts               @antrean/pos/testing
  tests/system/a.test.ts               @antrean/embedded
  apps/worker/src/d.ts                @antrean/domains
  libs/domains/all/src/a.ts            @antrean/audit/domain
  apps/realtime/src/g.ts               @antrean/domains
  apps/api/src/f.test.ts               @antrean/meal-orders/worker
  libs/platform/src/queue/a.ts         bullmq
  tests/system/b.test.ts               bullmq
  apps/realtime/src/e.ts               socket.io
  libs/platform/src/realtime/a.ts      @socket.io/redis-emitter
  libs/platform/src/pdf/a.ts           pdfkit
  libs/domains/notifications/src/b.ts  @antrean/platform/mail
  libs/domains/accounts/src/n.test.ts  @antrean/platform/mail
  libs/platform/src/mail/a.ts          nodemailer
  libs/platform/src/redis/a.ts         ioredis
  libs/platform/src/http/a.ts          ioredis
`);

/** The ways to write an import; each must be seen. All of them are illegal for a domain. */
const FORMS = {
  'type-only': "import type { stub } from '@antrean/audit';\nexport type T = typeof stub;\n",
  're-exporting': "export * from '@antrean/audit';\n",
  dynamic: "export const later = () => import('@antrean/audit');\n",
  'side-effect': "import '@antrean/audit';\n",
};

describe('boundaries', () => {
  let workspace: Workspace;
  let findings: Finding[];
  const rulesFor = (file: string) => findings.filter((each) => each.file === file).map((each) => each.rule);

  beforeAll(async () => {
    workspace = await createWorkspace(
      {
        ...stubs,
        'libs/domains/pos/src/l.ts': "export * from './k.ts';\n",
        ...Object.fromEntries(
          [...REFUSED, ...ALLOWED].map(({ file, imports }) => [
            file,
            `import * as imported from '${imports}';\nexport default imported;\n`,
          ]),
        ),
        ...Object.fromEntries(
          Object.entries(FORMS).map(([form, text]) => [`libs/domains/clinics/src/${form}.ts`, text]),
        ),
      },
      packages,
      dependencies,
    );
    findings = await workspace.dependencyCruiser();
  }, 120_000);
  afterAll(() => workspace.remove());

  it.each(REFUSED)('refuse that $file imports $imports ($rule)', ({ file, rule }) => {
    expect(rulesFor(file)).toContain(rule);
  });
  it.each(ALLOWED)('allow that $file imports $imports', ({ file }) => {
    expect(rulesFor(file)).toEqual([]);
  });
  it.each(Object.keys(FORMS))('hold for a %s import', (form) => {
    expect(rulesFor(`libs/domains/clinics/src/${form}.ts`)).toContain('domain-uses-only-what-it-may');
  });
});
