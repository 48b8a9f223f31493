import { useEffect, useRef, useSyncExternalStore, type RefObject } from 'react';
import { useTranslations } from 'use-intl';

export interface Key {
  readonly key: string;
  /** Of `keys` in the texts. */
  readonly says: KeyText;
  readonly run: () => void;
  /** A key that is held down counts once. */
  readonly once?: boolean;
}
export type KeyText =
  | 'help'
  | 'search'
  | 'orders'
  | 'kitchen'
  | 'workOrders'
  | 'myWork'
  | 'move'
  | 'counter'
  | 'pay'
  | 'entry'
  | 'card'
  | 'recall'
  | 'sound'
  | 'machines'
  | 'acknowledge'
  | 'operations'
  | 'reports'
  | 'audit'
  | 'displays'
  | 'me'
  | 'calendar'
  | 'today'
  | 'earlier'
  | 'later'
  | 'newBooking'
  | 'block'
  | 'bookings'
  | 'book'
  | 'people'
  | 'roles'
  | 'createUser'
  | 'trace'
  | 'dashboard'
  | 'tile'
  | 'notifications'
  | 'approvals'
  | 'next'
  | 'previous'
  | 'open'
  | 'create'
  | 'filter'
  | 'approve'
  | 'refuse';

let lists: readonly (readonly Key[])[] = [];
const watchers = new Set<() => void>();
const change = (next: typeof lists): void => {
  lists = next;
  for (const watcher of [...watchers]) watcher();
};
const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
};

/** Keys of whoever is shown. They are silent while somebody types or a dialog is open. */
export function useKeys(keys: readonly Key[]): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  const names = keys.map(({ key, says }) => `${key} ${says}`).join();
  useEffect(() => {
    const own = current.current.map(({ key, says, once = false }) => ({
      key,
      says,
      once,
      run: () => current.current.find((each) => each.key === key)?.run(),
    }));
    change([...lists, own]);
    return () => change(lists.filter((each) => each !== own));
  }, [names]);
}

/** Listens for all keys; a `g` waits for its second letter. */
export function useKeyboard(): void {
  useEffect(() => {
    let before = '';
    const onKey = (event: KeyboardEvent): void => {
      const { target, key } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (target instanceof Element && target.closest('input, textarea, select, dialog')) return;
      const pressed = before === 'g' ? `g ${key}` : key;
      before = before === 'g' ? '' : key;
      const found = lists.flat().findLast((each) => each.key === pressed);
      if (!found) return;
      event.preventDefault();
      if (found.once && event.repeat) return;
      found.run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

export function KeyHelp({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }) {
  const t = useTranslations();
  const shown = useSyncExternalStore(watch, () => lists);
  return (
    <dialog ref={dialog} aria-labelledby="keys-title">
      <h2 id="keys-title">{t('keys.title')}</h2>
      <dl className="keys">
        {[...Map.groupBy(shown.flat(), ({ says }) => says)].map(([says, keys]) => (
          <div key={says}>
            <dt>
              <kbd>{keys[0]?.key}</kbd>
              {keys.length > 1 && (
                <>
                  –<kbd>{keys.at(-1)?.key}</kbd>
                </>
              )}
            </dt>
            <dd>{t(`keys.${says}`)}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">{t('app.close')}</button>
      </form>
    </dialog>
  );
}
