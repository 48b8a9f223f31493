import { useSyncExternalStore } from 'react';

interface Action {
  readonly label: string;
  readonly run: () => void;
}
interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action?: Action | undefined;
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

/** Says for a few seconds that something was done, or was not; screen readers say it too. */
export function toast(text: string, action?: Action): void {
  const id = nextId++;
  become([...toasts, { id, text, action }].slice(-AT_ONCE));
  setTimeout(() => dismiss(id), SHOWN_MS);
}

const dismiss = (id: number): void => become(toasts.filter((each) => each.id !== id));

const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
};

export function Toasts() {
  const shown = useSyncExternalStore(watch, () => toasts);
  return (
    <div className="toasts" role="status">
      {shown.map(({ id, text, action }) => (
        <p key={id}>
          <bdi>{text}</bdi>
          {action && (
            <button
              type="button"
              onClick={() => {
                dismiss(id);
                action.run();
              }}
            >
              {action.label}
            </button>
          )}
        </p>
      ))}
    </div>
  );
}
