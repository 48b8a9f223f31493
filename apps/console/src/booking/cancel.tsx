import { newKey, unwrap } from '@antrean/client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Sending, textOf } from '../form.tsx';
import { toast } from '../toast.tsx';
import type { Booking } from './booking-data.ts';
import { useBookingForm } from './booking-form.ts';
import { BookingOverlap } from './overlap.tsx';

/** Ends a booking: a customer may say why, the clinic has to. */
export function Cancel({
  booking,
  what,
  isOwn,
  close,
}: {
  booking: Booking;
  what: string;
  isOwn: boolean;
  close: () => void;
}) {
  const t = useTranslations('booking');
  const form = useBookingForm(booking);
  const [key] = useState(newKey);
  const finish = (): void => {
    toast(t('cancelled', { what }));
    close();
  };
  return (
    <div className="danger">
      <Sending
        submit={t('cancelOf', { what })}
        send={async (data) => {
          const reason = textOf(data, 'reason');
          const changed = await form.send((headers) =>
            unwrap(
              api.POST('/api/bookings/{id}/cancel', {
                params: { path: { id: booking.id } },
                headers: { ...headers, 'Idempotency-Key': key },
                body: reason === '' ? {} : { reason },
              }),
            ),
          );
          if (changed) finish();
        }}
      >
        <label className="field">
          {t('cancelReason')}
          <textarea name="reason" maxLength={500} rows={2} required={!isOwn} autoFocus />
          {isOwn && <small>{t('cancelReasonHint')}</small>}
        </label>
      </Sending>
      <BookingOverlap form={form} onDone={finish} onDrop={close} />
    </div>
  );
}
