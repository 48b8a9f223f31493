import { basename } from 'node:path';
import { defineConfig, globalIgnores } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const TEST_CODE = [
  '**/*.test.ts',
  '**/*.factory.ts',
  'tests/**/*.ts',
  'bench/**/*.ts',
  'libs/testing/**/*.ts',
];
/** Code that no product process runs: it starts, probes and measures the product. */
const AROUND_THE_PRODUCT = [
  'tests/**/*.ts',
  'bench/**/*.ts',
  'tools/**/*.ts',
  'libs/embedded/**/*.ts',
  'libs/testing/**/*.ts',
];

/** A name says what is inside; these say only that nobody knew (docs/developer-guide.md). */
const fileName = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      shape: '{{name}}: file names are kebab-case, a singular noun and its role: `meal-order.policy.ts`.',
      empty: '{{name}}: `{{word}}` says nothing about the content; name the file for what it does.',
    },
  },
  create(context) {
    const name = basename(context.filename).replace(/^[.]/, '');
    return {
      Program(node) {
        if (!/^[a-z0-9]+(-[a-z0-9]+)*([.][a-z0-9]+(-[a-z0-9]+)*)*$/.test(name)) {
          context.report({ node, messageId: 'shape', data: { name } });
        }
        const word = /^base(?=[-.])|(?<=^|[-.])(utils?|common|helpers?|shared|misc)(?=[-.])/.exec(name)?.[0];
        if (word !== undefined) context.report({ node, messageId: 'empty', data: { name, word } });
      },
    };
  },
};

/**
 * Where a cast says what the compiler cannot follow: a record made from a list of names, and values that a
 * schema has just parsed for a caller whose types come from the same schema. Nowhere else.
 */
const CASTS = [
  'libs/platform/src/auth/permission.ts',
  'libs/platform/src/http/parse-request.ts',
  'libs/platform/src/messages/audit-entry.ts',
  'libs/platform/src/realtime/audience.ts',
];

const swallowed = 'An error is handled, rethrown or turned into a result; it never disappears.';
const restrictedSyntax = [
  { selector: 'CatchClause > BlockStatement[body.length=0]', message: swallowed },
  {
    selector:
      'CallExpression[callee.property.name="catch"] > :matches(ArrowFunctionExpression, FunctionExpression) > BlockStatement[body.length=0]',
    message: swallowed,
  },
  {
    // `await close().catch(() => undefined);` loses the error. `const found = await stat(path).catch(() => undefined)`
    // makes it a result, and `done.catch(() => undefined)` only says that whoever awaits `done` will see it.
    selector:
      ':matches(ExpressionStatement > AwaitExpression > CallExpression, ExpressionStatement > UnaryExpression > CallExpression, ExpressionStatement > CallExpression[callee.object.type="CallExpression"])[callee.property.name="catch"] > ArrowFunctionExpression > Identifier.body[name="undefined"]',
    message: swallowed,
  },
  {
    selector: 'TSAsExpression > TSAsExpression',
    message: 'A double cast silences the compiler; parse or narrow instead.',
  },
  { selector: 'ClassDeclaration[id.name=/^Base/]', message: 'No base classes: pass functions and data.' },
  { selector: 'Decorator', message: 'No decorators: native type stripping does not run them.' },
];
const focusedTest = {
  selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name="only"]',
  message: 'Every test runs: no .only.',
};
const environmentVariables = [
  {
    selector:
      'MemberExpression[property.name="env"]:matches([object.name="process"], [object.property.name="process"])',
    message: 'Only libs/platform/src/config reads process.env; take what you need as a parameter.',
  },
  {
    selector: 'VariableDeclarator[init.name="process"] Property[key.name="env"]',
    message: 'Only libs/platform/src/config reads process.env; take what you need as a parameter.',
  },
  {
    selector: 'ImportDeclaration[source.value=/^(node:)?process$/] ImportSpecifier[imported.name="env"]',
    message: 'Only libs/platform/src/config reads process.env; take what you need as a parameter.',
  },
];

/** Times of clocks become instants in one module; SQL and other libraries reckon otherwise where clocks are changed. */
const clocksElsewhere = [
  {
    selector: ':matches(Literal[value=/at time zone/i], TemplateElement[value.raw=/at time zone/i])',
    message: 'SQL sees instants alone here: libs/domains/availability/src/calendar/calendar.ts makes them.',
  },
  {
    selector: 'ImportDeclaration[source.value=/^(luxon|rrule)$/]',
    message: 'Times are reckoned with temporal-polyfill and rrule-temporal here (docs/decisions/0040).',
  },
];

export default defineConfig(
  globalIgnores([
    '**/dist/',
    'coverage/',
    '.data/',
    '.nx/',
    'bench/results/',
    '**/*.generated.ts',
    '**/dist.*/',
  ]),
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,js,cjs,mjs}'],
    plugins: { antrean: { rules: { 'file-name': fileName } } },
    rules: {
      'antrean/file-name': 'error',
      'max-lines': ['error', { max: 400 }],
      eqeqeq: ['error', 'always'],
      'no-empty': 'error',
      'no-eval': 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'object-shorthand': ['error', 'properties'],
      'prefer-const': 'error',
      'no-var': 'error',
    },
  },
  {
    // An expression that tries the same text again from each of its characters is a door for whoever sends text.
    files: ['**/*.{ts,tsx,js,cjs,mjs}'],
    ignores: TEST_CODE,
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': [
        'error',
        { report: 'potential', ignoreSticky: false, ignorePartial: false },
      ],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { project: './tsconfig.check.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // recommendedTypeChecked has no-explicit-any, no-floating-promises, no-misused-promises, no-unsafe-* and more.
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unsafe-type-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Our objects are records of functions: nothing there needs `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off', // `Promise<unknown> | unknown` tells the reader something
      '@typescript-eslint/require-await': 'off', // an async function without await keeps a promised signature
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...restrictedSyntax, ...environmentVariables],
    },
  },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    ignores: [...TEST_CODE, 'libs/embedded/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: ['node:child_process', 'child_process', 'node:vm', 'vm'].map((name) => ({
            name,
            message:
              'The product starts no program and runs no text: neither can then be made to do what others say.',
          })),
        },
      ],
    },
  },
  {
    files: ['libs/domains/{availability,bookings,reminders}/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...restrictedSyntax, ...environmentVariables, ...clocksElsewhere],
    },
  },
  {
    files: ['libs/platform/src/config/**/*.ts', 'libs/embedded/**/*.ts', 'tools/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...restrictedSyntax] },
  },
  {
    // A page, not a process of Node: it has the browser's types and its own names.
    files: ['apps/console/src/**/*.{ts,tsx}'],
    languageOptions: {
      parserOptions: { project: './apps/console/tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
  },
  {
    // What vite and npm write has the shape that they promise.
    files: ['apps/console/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  { files: CASTS, rules: { '@typescript-eslint/no-unsafe-type-assertion': 'off' } },
  {
    files: TEST_CODE,
    rules: {
      // What answers hold is asserted when the test runs: a wrong field or nothing at all fails it.
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
      // How a test proves that something does not compile.
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      'no-restricted-syntax': ['error', ...restrictedSyntax, focusedTest],
    },
  },
  { files: AROUND_THE_PRODUCT, rules: { 'no-console': 'off' } },
);
