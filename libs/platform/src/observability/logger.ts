import {
  type DestinationStream,
  type Logger,
  type LoggerOptions,
  pino,
  stdSerializers,
  stdTimeFunctions,
} from 'pino';
import { redactLine } from './redact-line.ts';

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
  const options: LoggerOptions = {
    level,
    base: { service, pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    serializers: { err: stdSerializers.err, error: stdSerializers.err },
    hooks: { streamWrite: redactLine },
  };
  if (pretty) {
    return pino({ ...options, transport: { target: 'pino-pretty', options: { ignore: 'pid,service' } } });
  }
  // Level names only here: pino refuses level formatters together with a transport.
  const json: LoggerOptions = { ...options, formatters: { level: (label) => ({ level: label }) } };
  return destination === undefined ? pino(json) : pino(json, destination);
}
