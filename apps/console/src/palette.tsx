import { unwrap } from '@antrean/client';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { api } from './antrean.ts';
import { useKeys } from './keys.tsx';
import { SCREENS } from './screens.ts';
import { Trouble } from './trouble.tsx';
import { useWho } from './who.tsx';

/** So long after the last letter is asked. */
const PAUSE_MS = 150;

interface Choice {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly open: () => void;
}

/** By a few letters to any screen, and by a number to what it names: Ctrl K. */
export function Palette() {
  const t = useTranslations();
  const navigate = useNavigate();
  const { may } = useWho();
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useId();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [at, setAt] = useState(0);
  const wanted = text.trim();

  const open = (): void => {
    if (dialog.current?.open) return;
    setText('');
    setAt(0);
    dialog.current?.showModal();
  };
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key !== 'k') return;
      // Browsers go to their address bar by it.
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  useKeys([{ key: 'Ctrl K', says: 'search', run: open }]);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const found = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => unwrap(api.GET('/api/search', { params: { query: { q: asked } }, signal })),
    enabled: asked !== '' && asked === wanted,
    staleTime: 10_000,
  });

  const go = (leave: () => Promise<void>): (() => void) => {
    return () => {
      dialog.current?.close();
      void leave();
    };
  };
  const screens: Choice[] = SCREENS.filter(({ permission }) => permission === null || may(permission))
    .map(({ to, says, key }) => ({
      key: to,
      title: t(`nav.${says}`),
      detail: key,
      open: go(() => navigate({ to })),
    }))
    .filter(({ title }) => title.toLowerCase().includes(wanted.toLowerCase()));
  /** To what has a screen; the api finds more. */
  const leadTo = (kind: string, id: number): (() => Promise<void>) | null => {
    const params = { id: String(id) };
    if (kind === 'order') return () => navigate({ to: '/orders/$id', params });
    if (kind === 'machine') return () => navigate({ to: '/machines/$id', params });
    if (kind !== 'work-order') return null;
    if (may('work-orders.manage')) return () => navigate({ to: '/work-orders/$id', params });
    return () => navigate({ to: '/my-work', search: { order: id } });
  };
  const things: Choice[] = (asked === wanted ? (found.data?.data ?? []) : []).flatMap(
    ({ kind, id, title, detail }) => {
      const leave = leadTo(kind, id);
      return leave ? [{ key: `${kind} ${id}`, title, detail, open: go(leave) }] : [];
    },
  );
  const choices = [...things, ...screens];
  const chosen = Math.min(at, choices.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined && choices.length > 0) {
      event.preventDefault();
      setAt((chosen + by + choices.length) % choices.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choices[chosen]?.open();
    }
  };
  const isAsking = wanted !== '' && (asked !== wanted || found.isPending);
  return (
    <>
      <button type="button" className="search-open" onClick={open}>
        {t('palette.open')} <kbd aria-hidden="true">Ctrl K</kbd>
      </button>
      <dialog ref={dialog} className="palette" aria-label={t('palette.open')}>
        <input
          type="text"
          role="combobox"
          aria-expanded={choices.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={chosen >= 0 ? `${list}-${chosen}` : undefined}
          aria-label={t('palette.label')}
          placeholder={t('palette.label')}
          maxLength={100}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        {choices.length > 0 && (
          <ul id={list} role="listbox" aria-label={t('palette.open')} aria-busy={isAsking}>
            {choices.map(({ key, title, detail, open: take }, place) => (
              <li
                key={key}
                id={`${list}-${place}`}
                role="option"
                aria-selected={place === chosen}
                onPointerMove={() => setAt(place)}
                onClick={take}
              >
                <bdi>{title}</bdi> <small>{detail}</small>
              </li>
            ))}
          </ul>
        )}
        <p role="status" className="empty">
          {isAsking ? t('app.loading') : choices.length === 0 ? t('palette.nothing') : ''}
        </p>
        <Trouble error={asked === wanted && found.isError ? found.error : null} />
      </dialog>
    </>
  );
}
