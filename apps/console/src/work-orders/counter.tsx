import { useState } from 'react';
import { useTranslations } from 'use-intl';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const MOST_DIGITS = 6;

/** Counts what was made since the last time; nothing is told before somebody says so. */
export function Counter({ left, record }: { left: number; record: (pieces: number) => void }) {
  const t = useTranslations('work');
  const [count, setCount] = useState(0);
  const put = (next: number): void => {
    if (String(next).length <= MOST_DIGITS) setCount(next);
  };
  return (
    <section className="own-counter" aria-label={t('counter')}>
      <output aria-live="polite" data-over={count > left}>
        {count > left ? t('tooMany', { count, left }) : t('counted', { count })}
      </output>
      <div className="own-keys">
        {DIGITS.map((digit) => (
          <button key={digit} type="button" onClick={() => put(Number(`${count}${digit}`))}>
            {digit}
          </button>
        ))}
        <button type="button" aria-label={t('erase')} onClick={() => setCount(0)}>
          C
        </button>
        <button type="button" onClick={() => put(count * 10)}>
          0
        </button>
        <button type="button" aria-label={t('back')} onClick={() => setCount(Math.floor(count / 10))}>
          ⌫
        </button>
      </div>
      <div className="own-keys own-steps">
        <button type="button" onClick={() => put(count + 1)}>
          +1
        </button>
        <button type="button" onClick={() => put(count + 5)}>
          +5
        </button>
        <button
          type="button"
          className="primary"
          aria-disabled={count === 0}
          onClick={() => {
            if (count === 0) return;
            record(count);
            setCount(0);
          }}
        >
          {t('record', { count })}
        </button>
      </div>
    </section>
  );
}
