import { ApiProblem, unwrap } from '@antrean/client';
import { api } from '../antrean.ts';
import { keep, readKept } from '../settings.ts';
import type { Order } from '../order-data.ts';

/** A step that somebody took, until the server has it. */
export interface Step {
  readonly orderId: number;
  readonly code: string;
  readonly from: 'MENUNGGU' | 'IN_PROGRESS';
  readonly to: 'IN_PROGRESS' | 'READY';
  /** Epoch milliseconds. */
  readonly at: number;
}

/** What is older is not sent before somebody says that it still holds. */
const ASKED_AFTER_MS = 12 * 60 * 60_000;
const AGAIN_MS = 4_000;
const MOST = 500;

export interface StepQueue {
  /** In the order in which they were taken. */
  readonly steps: readonly Step[];
  /** They are so old that somebody has to say whether they still hold. */
  readonly isHeld: boolean;
  watch(watcher: () => void): () => void;
  /** The same step of the same order twice is one. @returns whether it is a new one */
  add(step: Step): boolean;
  /** @returns whether it was still here and not on its way */
  discard(step: Step): boolean;
  /** What is old is to be sent all the same. */
  release(): void;
  close(): void;
}

/**
 * The steps of one user in this browser, sent one after the other, also by the next page when this one is closed. A step
 * names the status that is to be: sent twice, it is refused the second time by an order that has it already, and done.
 */
export function openStepQueue(
  userId: number,
  told: { done: (step: Step, order: Order | null) => void; refused: (step: Step, error: ApiProblem) => void },
): StepQueue {
  const name = `antrean.steps.${userId}`;
  const watchers = new Set<() => void>();
  let steps: readonly Step[] = readSteps(readKept(name));
  let isReleased = false;
  let isHeld = hasOld();
  let onItsWay: Step | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  function hasOld(): boolean {
    return !isReleased && steps.some(({ at }) => Date.now() - at > ASKED_AFTER_MS);
  }
  const become = (next: readonly Step[]): void => {
    steps = next;
    isHeld = hasOld();
    keep(name, JSON.stringify(steps));
    for (const watcher of [...watchers]) watcher();
  };
  const without = (step: Step): readonly Step[] => steps.filter((each) => !isSame(each, step));

  const send = async (step: Step): Promise<void> => {
    const params = { path: { id: step.orderId } };
    const order = await unwrap(
      api.PATCH('/api/orders/{id}/status', { params, body: { status: step.to } }),
    ).catch((error: unknown) => {
      // Its answer was lost the last time.
      if (error instanceof ApiProblem && Reflect.get(error.problem, 'currentStatus') === step.to) return null;
      throw error;
    });
    told.done(step, order);
    become(without(step));
  };
  const sendAll = async (): Promise<void> => {
    for (let step = steps[0]; step && !isHeld && !isClosed; step = steps[0]) {
      onItsWay = step;
      try {
        await send(step);
      } catch (error) {
        if (!(error instanceof ApiProblem) || mayComeAgain(error)) {
          timer = setTimeout(run, (error instanceof ApiProblem && error.retryAfterMs) || AGAIN_MS);
          return;
        }
        // What builds on it cannot be either.
        become(steps.filter(({ orderId }) => orderId !== step?.orderId));
        told.refused(step, error);
      } finally {
        onItsWay = null;
      }
    }
  };
  let isRunning = false;
  function run(): void {
    clearTimeout(timer);
    if (isRunning || isClosed || steps.length === 0) return;
    isRunning = true;
    void sendAll().finally(() => {
      isRunning = false;
    });
  }
  /** Another tab of this user has another list now. */
  const adopt = ({ key, newValue }: StorageEvent): void => {
    if (key !== name) return;
    steps = readSteps(newValue);
    isHeld = hasOld();
    for (const watcher of [...watchers]) watcher();
    run();
  };
  addEventListener('online', run);
  addEventListener('storage', adopt);
  run();

  return {
    get steps() {
      return steps;
    },
    get isHeld() {
      return isHeld;
    },
    watch: (watcher) => {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    add: (step) => {
      if (steps.length >= MOST || steps.some((each) => isSame(each, step))) return false;
      become([...steps, step]);
      run();
      return true;
    },
    discard: (step) => {
      const isHere = steps.some((each) => isSame(each, step));
      if (!isHere || (onItsWay && isSame(onItsWay, step))) return false;
      become(without(step));
      run();
      return true;
    },
    release: () => {
      isReleased = true;
      become(steps);
      run();
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      removeEventListener('online', run);
      removeEventListener('storage', adopt);
    },
  };
}

export const isSame = (one: Step, other: Step): boolean =>
  one.orderId === other.orderId && one.to === other.to;

/** The server is away, busy, or does not know who asks until they log in again. */
const mayComeAgain = ({ problem: { status } }: ApiProblem): boolean =>
  status >= 500 || status === 429 || status === 401 || status === 408;

function readSteps(text: string | null): Step[] {
  try {
    const read: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(read) ? read.filter(isStep) : [];
  } catch {
    return [];
  }
}

const isStep = (value: unknown): value is Step =>
  typeof value === 'object' &&
  value !== null &&
  Number.isInteger(Reflect.get(value, 'orderId')) &&
  typeof Reflect.get(value, 'code') === 'string' &&
  typeof Reflect.get(value, 'at') === 'number' &&
  ['MENUNGGU IN_PROGRESS', 'IN_PROGRESS READY'].includes(
    `${Reflect.get(value, 'from')} ${Reflect.get(value, 'to')}`,
  );
