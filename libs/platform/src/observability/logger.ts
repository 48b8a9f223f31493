import { createRequire } from 'node:module';
import { type DestinationStream, type Logger, pino, stdSerializers, stdTimeFunctions } from 'pino';
import type { build as prettyLines } from 'pino-pretty';
import { redactLine } from './redact-line.ts';

const STDOUT = 1;

/** Loaded only where a person reads: it is as large as Pino. */
const load: (name: 'pino-pretty') => { build: typeof prettyLines } = createRequire(import.meta.url);

export type { Logger } from 'pino';
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/**
 * A logger that writes one JSON object per line to standard output, level by name and time in ISO 8601 UTC.
 * Secrets (passwords, tokens, cookies, authorization headers) are replaced by `[redacted]` at any depth, URLs lose
 * the tokens of their query, and `err` is written with its type, message, stack and causes.
 *
 * @param options.pretty coloured lines for a person at a terminal, instead of JSON
 * @param destination where lines go instead of standard output
 */
export function createLogger(
  { service, level, pretty = false }: { service: string; level: LogLevel; pretty?: boolean },
  destination?: DestinationStream,
): Logger {
  return pino(
    {
      level,
      base: { service, pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: stdSerializers.err, error: stdSerializers.err },
      hooks: { streamWrite: redactLine },
    },
    destination ?? standardOutput(pretty),
  );
}

/**
 * Each line is written before the call returns. Pino's own choice keeps lines back; when whoever read them is gone, it
 * tries for ever to write the rest while the process exits (`flushSync` of sonic-boom), and only SIGKILL ends it.
 */
function standardOutput(pretty: boolean): DestinationStream {
  return pretty
    ? load('pino-pretty').build({ ignore: 'pid,service', destination: STDOUT, sync: true })
    : pino.destination({ dest: STDOUT, sync: true });
}
