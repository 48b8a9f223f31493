import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFeedState } from './badge.tsx';

/** A page that nobody looks at and that keeps its connection asks so often. */
const LOOK_MS = 10 * 60_000;

const buildIn = (answer: unknown): unknown =>
  typeof answer === 'object' && answer !== null && 'build' in answer ? answer.build : null;

/** Whether the server has another console than this page, since it was loaded. */
export function useNewVersion(): boolean {
  const { kind } = useFeedState();
  const [isNew, setNew] = useState(false);
  useEffect(() => {
    if (__BUILD__ === '' || isNew) return undefined;
    const look = async (): Promise<void> => {
      try {
        const response = await fetch(`${import.meta.env.BASE_URL}version.json`, { cache: 'no-cache' });
        const build = response.ok ? buildIn(await response.json()) : null;
        if (typeof build === 'string' && build !== __BUILD__) setNew(true);
      } catch {
        return; // away; it is asked again when it is back
      }
    };
    const onShown = (): void => {
      if (document.visibilityState === 'visible') void look();
    };
    // A new version comes with a restart, which ends connections.
    if (kind === 'live') void look();
    document.addEventListener('visibilitychange', onShown);
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => {
      document.removeEventListener('visibilitychange', onShown);
      clearInterval(timer);
    };
  }, [kind, isNew]);
  return isNew;
}

/** Offers to load the new version; it never does so under somebody's hands. */
export function VersionBanner() {
  const t = useTranslations('version');
  const isNew = useNewVersion();
  const [isLater, setLater] = useState(false);
  if (!isNew || isLater) return null;
  return (
    <p className="version" role="status">
      {t('new')}{' '}
      <button type="button" className="primary" onClick={() => location.reload()}>
        {t('reload')}
      </button>
      <button type="button" onClick={() => setLater(true)}>
        {t('later')}
      </button>
    </p>
  );
}

const IDLE_MS = 10 * 60_000;

/** A screen on a wall loads it by itself, when nobody has touched it for ten minutes. */
export function useReloadWhenIdle(): void {
  const isNew = useNewVersion();
  useEffect(() => {
    if (!isNew) return undefined;
    let timer = setTimeout(() => location.reload(), IDLE_MS);
    const touched = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => location.reload(), IDLE_MS);
    };
    document.addEventListener('pointerdown', touched);
    document.addEventListener('keydown', touched);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerdown', touched);
      document.removeEventListener('keydown', touched);
    };
  }, [isNew]);
}
