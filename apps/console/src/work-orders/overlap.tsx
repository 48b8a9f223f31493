import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFact, type Fact } from './facts.tsx';
import type { WorkOrderForm } from './work-order-form.ts';

const FACTS = [
  'product_name',
  'quantity',
  'completed_quantity',
  'deadline',
  'priority',
  'operator',
  'status',
] as const satisfies readonly Fact[];

/** What somebody else has changed under an open form, beside what is to be sent. */
export function WorkOrderOverlap({
  form,
  mine,
  onDone,
  onDrop,
  onError,
}: {
  form: WorkOrderForm;
  mine: ReactNode;
  onDone: () => void;
  onDrop: () => void;
  onError: (error: unknown) => void;
}) {
  const t = useTranslations();
  const say = useFact();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isBusy, setBusy] = useState(false);
  const { seen, news, isRefused } = form;
  useEffect(() => {
    if (isRefused) heading.current?.focus();
  }, [isRefused]);
  if (!news) return null;
  const differing = FACTS.map((fact) => ({ fact, before: say(fact, seen), after: say(fact, news) })).filter(
    ({ before, after }) => before !== after,
  );
  if (!isRefused)
    return (
      <p className="news" role="status">
        {t('overlap.news')}{' '}
        {differing.map(({ fact, after }) => (
          <bdi key={fact}>
            {t(`work.${fact}`)}: {after}{' '}
          </bdi>
        ))}
      </p>
    );
  const take = (): void => {
    if (isBusy) return;
    setBusy(true);
    onError(null);
    form
      .takeOver()
      .then((changed) => {
        if (changed) onDone();
      }, onError)
      .finally(() => setBusy(false));
  };
  return (
    <section className="overlap" role="alert">
      <h3 ref={heading} tabIndex={-1}>
        {t('work.overlap', { number: seen.number })}
      </h3>
      <dl>
        {differing.map(({ fact, before, after }) => (
          <div key={fact}>
            <dt>{t(`work.${fact}`)}</dt>
            <dd>
              <s>
                <span className="unseen">{t('overlap.before')} </span>
                <bdi>{before}</bdi>
              </s>{' '}
              <strong>
                <span className="unseen">{t('overlap.now')} </span>
                <bdi>{after}</bdi>
              </strong>
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('overlap.mine')}</dt>
          <dd>
            <bdi>{mine}</bdi>
          </dd>
        </div>
      </dl>
      <p>{t('work.overlapChoose')}</p>
      <p className="row">
        <button type="button" className="primary" aria-busy={isBusy} onClick={take}>
          {t('overlap.take')}
        </button>
        <button
          type="button"
          onClick={() => {
            onError(null);
            form.restart();
            onDrop();
          }}
        >
          {t('overlap.drop')}
        </button>
      </p>
    </section>
  );
}
