import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Trouble } from '../trouble.tsx';
import type { Booking } from './booking-data.ts';
import type { BookingForm } from './booking-form.ts';
import { useWhen } from './parts.tsx';

/** What a booking has become under somebody's change, and what is to become of that. */
export function BookingOverlap({
  form,
  onDone,
  onDrop,
}: {
  form: BookingForm;
  onDone: (changed: Booking) => void;
  onDrop: () => void;
}) {
  const t = useTranslations('booking');
  const when = useWhen();
  const heading = useRef<HTMLHeadingElement>(null);
  const [error, setError] = useState<unknown>(null);
  const { news } = form;
  useEffect(() => {
    if (news) heading.current?.focus();
  }, [news]);
  if (!news) return null;
  const take = (): void => {
    setError(null);
    form.takeOver().then((changed) => {
      if (changed) onDone(changed);
    }, setError);
  };
  return (
    <section className="overlap" role="alert">
      <h3 ref={heading} tabIndex={-1}>
        {t('overlap')}
      </h3>
      <p>
        <bdi>
          {t('overlapNow', {
            ...{ when: when.ofBooking(news), staff: news.staffName },
            status: t(`status.${news.status}`),
          })}
        </bdi>
      </p>
      <Trouble error={error} />
      <p className="row">
        <button type="button" className="primary" onClick={take}>
          {t('overlapTake')}
        </button>
        <button
          type="button"
          onClick={() => {
            form.drop();
            onDrop();
          }}
        >
          {t('overlapDrop')}
        </button>
      </p>
    </section>
  );
}
