/**
 * Loaded before each process that the supervisor starts, so that none outlives it: standard input is a pipe from the
 * supervisor, and it ends when the supervisor is gone, however it went. The process is then asked to end as anybody
 * would ask it, and ended when it does not.
 */
import { closeSync, openSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const GRACE_MS = 10_000;
const parent = process.ppid;
// Under `node --watch` the parent is Node's watcher, which would wait for changes for ever. It passes SIGTERM on.
const isWatched = process.env['WATCH_REPORT_DEPENDENCIES'] !== undefined;

function end(): void {
  discardOutput();
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref();
  process.kill(isWatched && process.ppid === parent ? parent : process.pid, 'SIGTERM');
}

/**
 * Nobody reads the output any more, and to write into a pipe without a reader is an error that keeps loggers from
 * ending: pino's, at exit, tries again for ever.
 */
function discardOutput(): void {
  for (const descriptor of [1, 2]) closeSync(descriptor);
  // An opened file gets the lowest free number: these become 1 and 2, and 0 where it is free already.
  for (let opened = 0; opened < 3; opened += 1) openSync('/dev/null', 'r+');
}

// A thread inherits this file from its process, which watches for both; its own standard input is nobody's pipe.
if (isMainThread) {
  process.stdin.on('error', end).once('end', end).resume();
  process.stdin.unref();
}
