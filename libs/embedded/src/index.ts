export { startChild, type Child } from './child.ts';
export type { EmbeddedServer, EmbeddedServerOptions } from './embedded-server.ts';
export { freePorts, portProblem } from './free-port.ts';
export { startMailbox, type Mailbox } from './mailbox.ts';
export type { ReceivedEmail } from './mailbox-message.ts';
export { startPostgres } from './postgres.ts';
export {
  describeProcess,
  endLeftover,
  hasEnded,
  isAlive,
  readRecord,
  type ProcessRecord,
} from './process-record.ts';
export { startRedis, type EmbeddedRedis, type RedisKind } from './redis.ts';
