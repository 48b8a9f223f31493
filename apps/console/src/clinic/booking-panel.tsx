import { unwrap } from '@antrean/client';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { useBookingForm } from '../booking/booking-form.ts';
import { Cancel } from '../booking/cancel.tsx';
import { BookingOverlap } from '../booking/overlap.tsx';
import { useWhen } from '../booking/parts.tsx';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import { MOVABLE, ms, type Planned } from './calendar-data.ts';
import { Dialog, whatOf } from './parts.tsx';

type Step = 'confirmed' | 'checked_in' | 'completed' | 'no_show';

/** What the clinic may do next; the server decides by its own clock. */
function stepsOf({ status, startsAt }: Planned, now: number): Step[] {
  if (status === 'pending') return ['confirmed'];
  if (status === 'checked_in') return ['completed'];
  if (status !== 'confirmed') return [];
  return ms(startsAt) <= now ? ['checked_in', 'no_show'] : ['checked_in'];
}

/** A booking with what the clinic may do about it. */
export function BookingPanel({
  booking,
  now,
  move,
  close,
}: {
  booking: Planned;
  now: number;
  move: (booking: Planned) => void;
  close: () => void;
}) {
  const t = useTranslations();
  const when = useWhen();
  const form = useBookingForm(booking);
  const [error, setError] = useState<unknown>(null);
  const [isCancelling, setCancelling] = useState(false);
  const what = whatOf(booking);
  const { status } = booking;
  const isMovable = MOVABLE.includes(status) && ms(booking.startsAt) > now;
  const finish = (changed: { status: Planned['status'] }): void => {
    toast(t('calendar.changed', { what, status: t(`booking.status.${changed.status}`) }));
    close();
  };
  const advance = (to: Step): void => {
    setError(null);
    form
      .send((headers) =>
        unwrap(
          api.PATCH('/api/bookings/{id}/status', {
            params: { path: { id: booking.id } },
            headers,
            body: { status: to },
          }),
        ),
      )
      .then((changed) => {
        if (changed) finish(changed);
      }, setError);
  };
  return (
    <Dialog title={what} close={close}>
      <p>
        <strong>{when.ofBooking(booking)}</strong>
        <br />
        <bdi>{booking.staffName}</bdi>
        {booking.customerName !== null && (
          <>
            , <bdi>{booking.customerName}</bdi>
          </>
        )}
      </p>
      <p className="status" data-booking-status={status}>
        {t(`booking.status.${status}`)}
      </p>
      {booking.attention !== null && <p className="news">{t(`booking.attentions.${booking.attention}`)}</p>}
      <Trouble error={error} />
      <BookingOverlap form={form} onDone={finish} onDrop={close} />
      <p className="row">
        {stepsOf(booking, now).map((step) => (
          <button key={step} type="button" className="primary" onClick={() => advance(step)}>
            {t(`calendar.steps.${step}`)}
          </button>
        ))}
        {isMovable && (
          <button
            type="button"
            onClick={() => {
              close();
              move(booking);
            }}
          >
            {t('calendar.move')}
          </button>
        )}
        {(MOVABLE.includes(status) || status === 'checked_in') && (
          <button type="button" aria-expanded={isCancelling} onClick={() => setCancelling(!isCancelling)}>
            {t('booking.cancel')}
          </button>
        )}
        <Link to="/bookings" hash={String(booking.id)}>
          {t('booking.open')}
        </Link>
      </p>
      {isCancelling && <Cancel booking={booking} what={what} isOwn={false} close={close} />}
    </Dialog>
  );
}
