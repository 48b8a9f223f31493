/** Tests run against the sources through the @antrean/source export condition; see docs/developer-guide.md. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{apps,libs,tests,tools}/**/*.test.ts'],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironmentOptions: { customExportConditions: ['@antrean/source', 'node', 'node-addons'] },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
    ],
  },
  setupFiles: ['<rootDir>/libs/testing/src/jest-error-realm.js'],
  globalSetup: '<rootDir>/libs/testing/src/global-setup.ts',
  globalTeardown: '<rootDir>/libs/testing/src/global-teardown.ts',
  coverageProvider: 'v8',
  testTimeout: 60_000,
  // Test files wait more than they compute. With three, tests that flood their own system get too little of a small machine.
  maxWorkers: 2,
  // Modules of a test file are never given back by V8: one process for all two hundred runs out of memory.
  workerIdleMemoryLimit: '1GB',
};
