import { useSyncExternalStore } from 'react';

interface Toast {
  readonly id: number;
  readonly text: string;
}

const AT_ONCE = 3;
const SHOWN_MS = 6_000;
let toasts: readonly Toast[] = [];
let nextId = 1;
const watchers = new Set<() => void>();

const become = (next: readonly Toast[]): void => {
  toasts = next;
  for (const watcher of [...watchers]) watcher();
};

/** Says for a few seconds that something was done; screen readers say it too. */
export function toast(text: string): void {
  const id = nextId++;
  become([...toasts, { id, text }].slice(-AT_ONCE));
  setTimeout(() => become(toasts.filter((each) => each.id !== id)), SHOWN_MS);
}

const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
};

export function Toasts() {
  const shown = useSyncExternalStore(watch, () => toasts);
  return (
    <div className="toasts" role="status">
      {shown.map(({ id, text }) => (
        <p key={id}>
          <bdi>{text}</bdi>
        </p>
      ))}
    </div>
  );
}
