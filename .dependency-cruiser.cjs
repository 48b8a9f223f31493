/**
 * The boundaries between the parts of the system, see docs/developer-guide.md. They are judged on resolved
 * files, so `@antrean/access/messages` and `../../access/src/messages.ts` are the same import.
 */

const { readdirSync, readFileSync, existsSync } = require('node:fs');
const { join } = require('node:path');

/** The list of domains; the apps use it, no domain does. */
const LIST = 'all';

/**
 * Which domains a domain may use, through their `index` and `messages` doors: those that its package.json names as
 * dependencies. It must be a DAG; a cycle is refused when this file is loaded.
 */
const MAY_USE = Object.fromEntries(
  readdirSync('libs/domains')
    .filter((folder) => folder !== LIST && existsSync(join('libs/domains', folder, 'package.json')))
    .map((folder) => {
      const { dependencies = {} } = JSON.parse(
        readFileSync(join('libs/domains', folder, 'package.json'), 'utf8'),
      );
      return [
        folder,
        Object.keys(dependencies).flatMap((name) => name.match(/^@antrean[/](.+)$/)?.[1] ?? []),
      ];
    }),
);

/** What apps use of a domain beside the list of domains: nothing, but for the worker's commands. */
const APP_DOORS = { api: [], worker: ['index'], realtime: [] };

const TEST_FILE = '(?:[.](?:test|factory)|/src/testing)[.]ts$';

/** Third-party packages that only one place may know, so that they can be replaced there. */
const TECHNOLOGY = [
  { packages: ['bullmq', '@bull-board/api', '@bull-board/express'], home: ['libs/platform/src/queue'] },
  {
    packages: ['socket.io', '@socket.io/redis-adapter', '@socket.io/redis-emitter'],
    home: ['apps/realtime', 'libs/platform/src/realtime'],
  },
  { packages: ['pdfkit'], home: ['libs/platform/src/pdf'] },
  { packages: ['nodemailer'], home: ['libs/platform/src/mail'] },
  { packages: ['file-type', '@fastify/busboy'], home: ['libs/platform/src/uploads'] },
  // Tests draw the images that they send.
  { packages: ['sharp'], home: ['libs/platform/src/images'], alsoIn: [TEST_FILE] },
  { packages: ['flydrive', '@aws-sdk'], home: ['libs/platform/src/files'] },
  {
    packages: ['ioredis'],
    home: ['redis', 'queue', 'realtime', 'outbox', 'http'].map((concern) => `libs/platform/src/${concern}`),
  },
];

/** What tests may use of any domain. */
const TEST_DOORS = ['index', 'domain', 'messages', 'http', 'worker', 'realtime', 'report', 'testing'];
const DOMAIN = '^libs/domains/';
/** Code that no product process runs: it may start, probe and measure the product by any means. */
const AROUND_THE_PRODUCT = '^(tests|bench|tools)/|^libs/(testing|embedded)/';

const oneOf = (names) => `(?:${names.map((name) => name.replace(/[.]/g, '[.]')).join('|')})`;
const doors = (domain, names) => `${DOMAIN}${domain}/src/${oneOf(names)}[.]ts$`;
const installed = (names) => `(^|/)node_modules/(@types/)?${oneOf(names)}/`;

function refuseCycles(graph) {
  const visit = (domain, path) => {
    if (path.includes(domain))
      throw new Error(`the domains depend on each other in a circle: ${[...path, domain].join(' → ')}`);
    for (const used of graph[domain] ?? []) visit(used, [...path, domain]);
  };
  for (const domain of Object.keys(graph)) visit(domain, []);
}
refuseCycles(MAY_USE);

/** Tests and factories are freer: they may use any domain's doors to set a scene, also `testing`. */
const domainRules = [
  ...Object.entries(MAY_USE).map(([domain, used]) => ({
    name: 'domain-uses-only-what-it-may',
    comment: 'Name the other domain among the dependencies in package.json if it is wanted and leaves a DAG.',
    from: { path: `${DOMAIN}${domain}/`, pathNot: TEST_FILE },
    to: {
      path: DOMAIN,
      pathNot: [`${DOMAIN}${domain}/`, ...used.map((name) => doors(name, ['index', 'messages']))],
    },
  })),
  {
    name: 'domain-uses-only-what-it-may',
    comment: 'The list of domains uses their domain.ts.',
    from: { path: `${DOMAIN}${LIST}/`, pathNot: TEST_FILE },
    to: { path: DOMAIN, pathNot: [`${DOMAIN}${LIST}/`, doors('[^/]+', ['domain'])] },
  },
  {
    name: 'domain-test-uses-doors',
    comment: "A domain's test may use any domain, but through its doors.",
    from: { path: `${DOMAIN}([^/]+)/.*${TEST_FILE}` },
    to: {
      path: DOMAIN,
      pathNot: [`${DOMAIN}$1/`, doors('[^/]+', TEST_DOORS)],
    },
  },
];

/** Who mails past it copies its layout, its languages and its outcomes. */
const mailRule = {
  name: 'mail-leaves-by-notifications',
  comment: 'Declare a notification (docs/developer-guide.md); the notifications domain alone sends mail.',
  from: { path: DOMAIN, pathNot: ['^libs/domains/notifications/', TEST_FILE] },
  to: { path: '^libs/platform/src/mail/' },
};

const appRules = [
  ...Object.entries(APP_DOORS).map(([app, names]) => ({
    name: 'app-uses-its-doors',
    comment: `apps/${app} may use of a domain: ${names.join(', ') || 'nothing'}; the list of domains composes them.`,
    from: { path: `^apps/${app}/`, pathNot: TEST_FILE },
    to: {
      path: DOMAIN,
      pathNot: [`${DOMAIN}${LIST}/src/index[.]ts$`, ...(names.length > 0 ? [doors('[^/]+', names)] : [])],
    },
  })),
  {
    name: 'app-test-uses-doors',
    from: { path: `^apps/.*${TEST_FILE}` },
    to: {
      path: DOMAIN,
      pathNot: [`${DOMAIN}${LIST}/src/index[.]ts$`, doors('[^/]+', TEST_DOORS)],
    },
  },
  {
    name: 'apps-are-apart',
    comment: 'Apps talk over the network and the database, never by import.',
    from: { path: '^apps/([^/]+)/' },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  { name: 'nothing-imports-an-app', from: { path: '^libs/' }, to: { path: '^apps/' } },
];

const layerRules = [
  {
    name: 'platform-knows-no-domain',
    comment: 'Platform, embedded and testing have no domain knowledge; their tests neither.',
    from: { path: '^libs/(platform|embedded|testing)/' },
    to: { path: DOMAIN },
  },
  {
    name: 'platform-by-its-doors',
    comment: 'Import @antrean/platform/<concern>, never a file inside it.',
    from: { path: '^(apps|libs|tests|bench|tools)/', pathNot: '^libs/platform/' },
    to: { path: '^libs/platform/src/', pathNot: '^libs/platform/src/[^/]+/index[.]ts$' },
  },
  {
    name: 'client-stands-alone',
    comment: 'It runs in browsers and in the programs of others: nothing of the server may come with it.',
    from: { path: '^libs/client/' },
    to: { path: '^(apps|libs|tools|tests|bench)/', pathNot: '^libs/client/' },
  },
  {
    name: 'console-knows-the-client-alone',
    comment: 'It is a client like any other.',
    from: { path: '^apps/console/src/' },
    to: {
      path: '^(apps|libs|tools|tests|bench)/',
      pathNot: '^apps/console/src/|^libs/client/src/index[.]ts$',
    },
  },
  {
    name: 'scenes-come-by-the-door',
    comment: "Tests, benchmarks and tools set a domain's scene through @antrean/<domain>/testing.",
    from: { path: AROUND_THE_PRODUCT },
    to: { path: `${DOMAIN}.*[.]factory[.]ts$` },
  },
  {
    name: 'product-needs-no-test-code',
    comment: '@antrean/testing, @antrean/embedded, tests, factories, bench and tools are not deployed.',
    from: { pathNot: [AROUND_THE_PRODUCT, TEST_FILE] },
    to: { path: [AROUND_THE_PRODUCT, TEST_FILE] },
  },
];

const technologyRules = TECHNOLOGY.map(({ packages, home, alsoIn = [] }) => ({
  name: 'technology-stays-home',
  comment: `${packages.join(', ')}: only in ${home.join(', ')} (and in platform's tests, tests/, bench/, tools/).`,
  from: {
    pathNot: [AROUND_THE_PRODUCT, `^${oneOf(home)}/`, '^libs/platform/.*[.]test[.]ts$', ...alsoIn],
  },
  to: { path: installed(packages) },
}));

const generalRules = [
  {
    name: 'no-circular-import',
    comment: 'Two files that need each other are one file, or miss a third.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'import-exists',
    comment: 'Misspelt, not exported by the package, or not installed.',
    from: {},
    to: { couldNotResolve: true },
  },
];

module.exports = {
  forbidden: [...layerRules, ...domainRules, mailRule, ...appRules, ...technologyRules, ...generalRules].map(
    (rule) => ({
      severity: 'error',
      ...rule,
    }),
  ),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(apps|libs)/.*/dist/' },
    tsPreCompilationDeps: true, // type-only imports count: knowing a type is knowing the part
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@antrean/source', 'import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
