/**
 * Loaded before each process that the supervisor starts, so that none outlives it: standard input is a pipe from the
 * supervisor, and it closes when the supervisor is gone, however it went. The process is then asked to end like by
 * anybody else, and ended when it does not.
 */
const GRACE_MS = 10_000;
const parent = process.ppid;
// Under `node --watch` the parent is Node's watcher, which would wait for changes for ever. It passes SIGTERM on.
const isWatched = process.env['WATCH_REPORT_DEPENDENCIES'] !== undefined;

function end(): void {
  // Nobody reads the output any more, and a line that cannot be written must not disturb the end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref();
  const target = isWatched && process.ppid === parent ? parent : process.pid;
  process.kill(target, 'SIGTERM');
}

process.stdin.on('error', () => undefined);
process.stdin.once('close', end).resume();
process.stdin.unref();

export {};
