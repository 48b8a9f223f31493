import { useEffect, useRef } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { Receipt } from './counter-data.ts';
import { RUPIAH } from './receipt.tsx';

/** What an order is now that somebody else has changed, beside the basket with one's own change of it. */
export function ChangedMeanwhile({ now, take, drop }: { now: Receipt; take: () => void; drop: () => void }) {
  const t = useTranslations();
  const format = useFormatter();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const canTake = now.status === 'new';
  return (
    <section className="overlap" role="alert" aria-labelledby="changed-title">
      <h3 id="changed-title" ref={heading} tabIndex={-1}>
        {t('overlap.title', { code: now.invoice_number })}
      </h3>
      <p>
        {t(`counter.statuses.${now.status}`)}, {format.number(now.total_amount, RUPIAH)}
      </p>
      <ul>
        {now.lines.map(({ product_id, product, quantity }) => (
          <li key={product_id}>
            {format.number(quantity)} × <bdi>{product}</bdi>
          </li>
        ))}
      </ul>
      <p>{t(canTake ? 'overlap.choose' : 'overlap.pointless')}</p>
      <p className="row">
        {canTake && (
          <button type="button" className="primary" onClick={take}>
            {t('overlap.take')}
          </button>
        )}
        <button type="button" onClick={drop}>
          {t('overlap.drop')}
        </button>
      </p>
    </section>
  );
}
