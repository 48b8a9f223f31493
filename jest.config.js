/** Tests run against the sources through the @antrean/source export condition; see docs/developer-guide.md. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{apps,libs,tests,tools}/**/*.test.ts'],
  modulePathIgnorePatterns: ['/dist/'],
  // Node runs our sources as they are.
  transform: {},
  runtime: '<rootDir>/libs/testing/src/native-runtime.js',
  globalSetup: '<rootDir>/libs/testing/src/global-setup.ts',
  globalTeardown: '<rootDir>/libs/testing/src/global-teardown.ts',
  coverageProvider: 'v8',
  testTimeout: 60_000,
  // Test files wait more than they compute. With three, tests that flood their own system get too little of a small machine.
  maxWorkers: 2,
  // What test files leave behind is given back with their process.
  workerIdleMemoryLimit: '1GB',
};
