import { Link } from '@tanstack/react-router';
import { createContext, use, useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFeedState } from '../badge.tsx';
import { OFFLINE_KINDS } from './offline-kinds.ts';
import { openOfflineQueue, type Kind, type OfflineQueue, type Waiting } from './offline-queue.ts';
import { toast } from '../toast.tsx';
import './unsent.css';

const KINDS: readonly Kind<unknown, unknown>[] = OFFLINE_KINDS;
/** So long the server knows a key (see `Idempotency-Key` in the user guide); afterwards it cannot tell a repetition. */
const KEY_KNOWN_MS = 47 * 60 * 60_000;
const NONE: readonly Waiting[] = [];
const never = () => () => undefined;
const QueueContext = createContext<OfflineQueue | null>(null);

/** What is not sent yet of who is logged in; null on a wall, where nothing is done. */
export const useOfflineQueue = (): OfflineQueue | null => use(QueueContext);

/** Keeps the queue of a user open, and tells what was refused. */
export function OfflineQueueProvider({ userId, children }: { userId: number; children: ReactNode }) {
  const t = useTranslations();
  const words = useRef(t);
  useEffect(() => void (words.current = t), [t]);
  const [queue, setQueue] = useState<OfflineQueue | null>(null);
  useEffect(() => {
    const opened = openOfflineQueue(userId, KINDS, {
      refused: ({ kind, what }, { detail, title }) =>
        toast(
          words.current('unsent.refused', {
            what: KINDS.find(({ name }) => name === kind)?.says(what, words.current) ?? kind,
            why: detail ?? title,
          }),
        ),
      full: () => toast(words.current('unsent.full')),
    });
    setQueue(opened);
    return opened.close;
  }, [userId]);
  return <QueueContext value={queue}>{children}</QueueContext>;
}

const useAll = (): readonly Waiting[] => {
  const queue = useOfflineQueue();
  return useSyncExternalStore(queue?.watch ?? never, () => queue?.waiting ?? NONE);
};

/** What of a kind waits, in the order in which it was done; what was refused too. */
export function useWaiting<What, Answer>(kind: Kind<What, Answer>): readonly Waiting<What>[] {
  const isOfKind = (each: Waiting): each is Waiting<What> => each.kind === kind.name && kind.is(each.what);
  return useAll().filter(isOfKind);
}

/** What the server does not have yet, of all kinds. What is sent at once is not worth a word. */
export function Unsent() {
  const t = useTranslations('unsent');
  const queue = useOfflineQueue();
  const waiting = useAll();
  const { kind } = useFeedState();
  const isHeld = queue?.isHeld ?? false;
  const hasRefused = waiting.some(({ refusal }) => refusal);
  if (!queue || waiting.length === 0 || (kind === 'live' && !isHeld && !hasRefused)) return null;
  return (
    <details className="unsent" open={isHeld || hasRefused}>
      <summary>{t('count', { count: waiting.length })}</summary>
      {isHeld && (
        <p>
          {t('held')}{' '}
          <button type="button" className="primary" onClick={queue.release}>
            {t('sendNow')}
          </button>
        </p>
      )}
      <ul>
        {waiting.map((each) => (
          <Entry key={each.key} entry={each} discard={() => queue.discard(each.key)} />
        ))}
      </ul>
    </details>
  );
}

function Entry({
  entry: { kind: name, what, at, refusal },
  discard,
}: {
  entry: Waiting;
  discard: () => void;
}) {
  const t = useTranslations();
  const [isAsking, setAsking] = useState(false);
  const kind = KINDS.find((each) => each.name === name);
  if (!kind) return null;
  const isWorthAsking = kind.refused !== 'dropped';
  return (
    <li>
      <bdi>{kind.says(what, t)}</bdi>{' '}
      {refusal && <strong>{t('unsent.why', { why: refusal.detail ?? refusal.title })}</strong>}
      {!refusal && Date.now() - at > KEY_KNOWN_MS && <strong>{t('unsent.perhapsDone')}</strong>}{' '}
      {refusal && kind.refused !== 'dropped' && <Link to={kind.refused.keptFor}>{t('unsent.decide')}</Link>}{' '}
      <button type="button" onClick={() => (isWorthAsking && !isAsking ? setAsking(true) : discard())}>
        {t(isAsking ? 'unsent.discardReally' : 'unsent.discard')}
      </button>
    </li>
  );
}
