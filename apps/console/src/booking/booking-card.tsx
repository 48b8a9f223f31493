import { unwrap } from '@antrean/client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Sending } from '../form.tsx';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import { useWho } from '../who.tsx';
import { readClinic, readOfferers, type Booking, type Slot } from './booking-data.ts';
import { useBookingForm } from './booking-form.ts';
import { Cancel } from './cancel.tsx';
import { ChooseTime, type View } from './choose-time.tsx';
import { Countdown } from './hold.tsx';
import { BookingOverlap } from './overlap.tsx';
import { useWhen } from './parts.tsx';
import { Reminders } from './reminders.tsx';

const MOVABLE: readonly Booking['status'][] = ['held', 'pending', 'confirmed'];

/** A booking with what may be done about it. */
export function BookingCard({
  booking,
  isNamed = false,
  heading: Heading = 'h3',
}: {
  booking: Booking;
  isNamed?: boolean;
  heading?: 'h2' | 'h3';
}) {
  const t = useTranslations('booking');
  const when = useWhen();
  const { who } = useWho();
  const card = useRef<HTMLElement>(null);
  const [opened, setOpened] = useState<'move' | 'cancel' | 'reminders' | null>(null);
  useEffect(() => {
    if (isNamed) card.current?.focus();
  }, [isNamed]);
  const { status, holdExpiresAt } = booking;
  const isOwn = who.kind === 'user' && who.me.id === booking.customerId;
  const canChange = MOVABLE.includes(status) && Date.parse(booking.startsAt) > Date.now();
  const what = `${booking.serviceName}, ${booking.petName ?? '–'}`;
  return (
    <article className="booking" ref={card} tabIndex={-1} data-booking={booking.id} aria-label={what}>
      <Heading>
        <bdi>{booking.serviceName}</bdi>, <bdi>{booking.petName ?? '–'}</bdi>
      </Heading>
      <p className="booking-when">{when.ofBooking(booking)}</p>
      <p>
        <bdi>{booking.clinicName}</bdi>, <bdi>{booking.staffName}</bdi>
      </p>
      <p className="status" data-booking-status={status}>
        {t(`status.${status}`)}
      </p>
      {booking.cancelReason !== null && (
        <blockquote>
          <bdi>{booking.cancelReason}</bdi>
        </blockquote>
      )}
      {booking.attention !== null && !isOwn && <p className="news">{t(`attentions.${booking.attention}`)}</p>}
      {status === 'held' && isOwn && holdExpiresAt !== null && <ConfirmHeld booking={booking} what={what} />}
      {canChange && (
        <p className="row">
          <button
            type="button"
            aria-expanded={opened === 'move'}
            aria-label={t('moveOf', { what })}
            onClick={() => setOpened(opened === 'move' ? null : 'move')}
          >
            {t('move')}
          </button>
          <button
            type="button"
            aria-expanded={opened === 'cancel'}
            aria-label={t('cancelOf', { what })}
            onClick={() => setOpened(opened === 'cancel' ? null : 'cancel')}
          >
            {t('cancel')}
          </button>
        </p>
      )}
      <p>
        <button
          type="button"
          aria-expanded={opened === 'reminders'}
          aria-label={t('reminders.of', { what })}
          onClick={() => setOpened(opened === 'reminders' ? null : 'reminders')}
        >
          {t('reminders.title')}
        </button>
      </p>
      {opened === 'reminders' && <Reminders bookingId={booking.id} isComing={canChange} />}
      {canChange && opened === 'move' && <Move booking={booking} close={() => setOpened(null)} />}
      {canChange && opened === 'cancel' && (
        <Cancel booking={booking} what={what} isOwn={isOwn} close={() => setOpened(null)} />
      )}
    </article>
  );
}

/** What was offered to who waits, or held before the page was left. */
function ConfirmHeld({ booking, what }: { booking: Booking; what: string }) {
  const t = useTranslations('booking');
  const form = useBookingForm(booking);
  const [isOver, setOver] = useState(false);
  if (isOver) return <p role="status">{t('over')}</p>;
  return (
    <>
      <Countdown booking={booking} onOver={() => setOver(true)} />
      <Sending
        submit={t('confirm')}
        send={async () => {
          const changed = await form.send((headers) =>
            unwrap(
              api.PATCH('/api/bookings/{id}/status', {
                params: { path: { id: booking.id } },
                headers,
                body: { status: 'confirmed' },
              }),
            ),
          );
          if (changed) toast(t('confirmed', { what }));
        }}
      >
        {null}
      </Sending>
      <BookingOverlap form={form} onDone={() => toast(t('confirmed', { what }))} onDrop={() => undefined} />
    </>
  );
}

function Move({ booking, close }: { booking: Booking; close: () => void }) {
  const t = useTranslations('booking');
  const when = useWhen();
  const form = useBookingForm(booking);
  const [view, setView] = useState<View>({
    month: booking.localStart.slice(0, 7),
    day: booking.localStart.slice(0, 10),
  });
  const [error, setError] = useState<unknown>(null);
  const { clinicId, serviceId, id, staffId } = booking;
  const clinic = useQuery({ queryKey: ['clinic', clinicId], queryFn: () => readClinic(clinicId) });
  const offerers = useQuery({
    queryKey: ['offerers', clinicId, serviceId],
    queryFn: () => readOfferers(clinicId, serviceId),
  });
  const finish = (changed: Booking): void => {
    toast(t('moved', { when: when.ofBooking(changed) }));
    close();
  };
  const take = ({ startsAt, staffIds }: Slot): void => {
    setError(null);
    // Whoever has it, if they are free then.
    const [other] = staffIds;
    const body = {
      startsAt,
      ...(staffIds.includes(staffId) || other === undefined ? {} : { staffId: other }),
    };
    form
      .send((headers) => unwrap(api.PATCH('/api/bookings/{id}', { params: { path: { id } }, headers, body })))
      .then((changed) => {
        if (changed) finish(changed);
      }, setError);
  };
  return (
    <>
      <Trouble error={error ?? clinic.error} />
      <BookingOverlap form={form} onDone={finish} onDrop={close} />
      {clinic.data && (
        <ChooseTime
          wanted={{ clinicId, serviceId }}
          clinic={clinic.data}
          names={new Map(offerers.data?.map((each) => [each.id, each.name]))}
          view={view}
          look={setView}
          take={take}
        />
      )}
    </>
  );
}
