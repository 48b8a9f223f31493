import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';

/** Keeps the screen on while somebody works by it. Browsers end it whenever the page is hidden. */
export function WakeLock() {
  const t = useTranslations('work');
  const [isOn, setOn] = useState(false);
  useEffect(() => {
    if (!isOn) return undefined;
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    const take = (): void => {
      if (document.visibilityState !== 'visible') return;
      navigator.wakeLock.request('screen').then(
        (taken) => {
          if (isOver) void taken.release();
          else lock = taken;
        },
        () => setOn(false),
      );
    };
    take();
    document.addEventListener('visibilitychange', take);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', take);
      void lock?.release();
    };
  }, [isOn]);
  if (!('wakeLock' in navigator)) return null;
  return (
    <button type="button" aria-pressed={isOn} onClick={() => setOn(!isOn)}>
      {t(isOn ? 'screenOff' : 'screenOn')}
    </button>
  );
}
