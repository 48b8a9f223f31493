import { problem } from '../problem/index.ts';

/** A place in a {@link createFairTurns} line. */
export interface Turn {
  /** Who waits, from the widest group to the narrowest, such as `['stranger', '192.0.2.1', 'emp001']`. */
  readonly of: readonly string[];
  /** Aborted when nobody waits for the result any more. */
  readonly signal?: AbortSignal;
}

interface Waiting {
  readonly begin: () => void;
  readonly refuse: (reason: Error) => void;
}

/**
 * Lets at most `width` pieces of work run at once. At each step of `of` the groups take turns, so that whoever brings
 * many waits behind himself. Who is gone leaves the line. When `capacity` wait, the last of the fullest group goes; of
 * those who are the same in all steps at most `capacityEach` wait.
 * @throws problem `overloaded` (503) for who was turned away; an AbortError for who is gone
 */
export function createFairTurns({
  width,
  capacity,
  capacityEach = capacity,
}: {
  width: number;
  capacity: number;
  capacityEach?: number;
}) {
  let running = 0;
  const line = new Group();

  const place = ({ of, signal }: Turn): Promise<void> =>
    new Promise((resolve, reject) => {
      if (line.sizeOf(of) >= capacityEach) throw overloaded();
      const leave = (): void => {
        line.remove(of, waiting);
        reject(new DOMException('nobody waits for this any more', 'AbortError'));
      };
      const waiting: Waiting = {
        begin: () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        },
        refuse: (reason) => {
          signal?.removeEventListener('abort', leave);
          reject(reason);
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      line.add(of, waiting);
      if (line.size > capacity) {
        line.dropFromFullest()?.refuse(overloaded());
      }
    });

  return async <T>(turn: Turn, work: () => Promise<T>): Promise<T> => {
    turn.signal?.throwIfAborted();
    // Whoever finishes hands its turn over, so `running` counts turns and not those who wait.
    if (running >= width) await place(turn);
    else running += 1;
    try {
      // Whoever went while his turn came gives it on.
      turn.signal?.throwIfAborted();
      return await work();
    } finally {
      const next = line.take();
      if (next) next.begin();
      else running -= 1;
    }
  };
}

const overloaded = (): Error => problem('overloaded', { headers: { 'Retry-After': '5' } });

/** Those who wait here, and groups of others; the group that is served goes behind its neighbours. */
class Group {
  size = 0;
  readonly #waiting: Waiting[] = [];
  readonly #groups = new Map<string, Group>();

  sizeOf([name, ...rest]: readonly string[]): number {
    return name === undefined ? this.size : (this.#groups.get(name)?.sizeOf(rest) ?? 0);
  }

  add([name, ...rest]: readonly string[], waiting: Waiting): void {
    this.size += 1;
    if (name === undefined) {
      this.#waiting.push(waiting);
      return;
    }
    const group = this.#groups.get(name) ?? new Group();
    this.#groups.set(name, group);
    group.add(rest, waiting);
  }

  take(): Waiting | undefined {
    const [first] = this.#groups;
    if (!first) return this.#leaves(this.#waiting.shift());
    const [name, group] = first;
    const taken = group.take();
    this.#groups.delete(name);
    if (group.size > 0) this.#groups.set(name, group);
    return this.#leaves(taken);
  }

  dropFromFullest(): Waiting | undefined {
    const [fullest] = [...this.#groups].toSorted(([, a], [, b]) => b.size - a.size);
    if (!fullest) return this.#leaves(this.#waiting.pop());
    const [name, group] = fullest;
    const dropped = group.dropFromFullest();
    if (group.size === 0) this.#groups.delete(name);
    return this.#leaves(dropped);
  }

  remove([name, ...rest]: readonly string[], waiting: Waiting): Waiting | undefined {
    if (name === undefined) {
      const at = this.#waiting.indexOf(waiting);
      return this.#leaves(at < 0 ? undefined : this.#waiting.splice(at, 1)[0]);
    }
    const group = this.#groups.get(name);
    const removed = group?.remove(rest, waiting);
    if (group?.size === 0) this.#groups.delete(name);
    return this.#leaves(removed);
  }

  #leaves(waiting: Waiting | undefined): Waiting | undefined {
    if (waiting) this.size -= 1;
    return waiting;
  }
}
