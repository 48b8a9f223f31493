export { createTestDatabase, type TestDatabase } from './test-database.ts';
export { createTestRedis, type TestRedis } from './test-redis.ts';
export { startTestWorker, type TestWorker } from './test-worker.ts';
export { drain } from './drain.ts';
export { testLog } from './test-log.ts';
export { testConfig } from './test-config.ts';
export { startTestMailbox, type TestMailbox } from './test-mailbox.ts';
export { startTestSystem, freePort, freePorts, type Answer, type TestSystem } from './test-system.ts';
export { startApp, type AppName, type AppProcess } from './app-process.ts';
