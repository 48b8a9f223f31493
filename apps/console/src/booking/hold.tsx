import { ifMatch, newKey, unwrap } from '@antrean/client';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Sending } from '../form.tsx';
import { BOOKINGS, isProblem, type Booking, type Pet, type Slot, type Wanted } from './booking-data.ts';
import { ChoosePet } from './choose-pet.tsx';
import { useWhen } from './parts.tsx';

/** From the pet to the booking: the time is held, and confirmed. */
export function Hold({
  wanted,
  slot,
  onTaken,
  onOther,
  onAgain,
}: {
  wanted: Wanted;
  slot: Slot;
  /** Somebody else was faster. */
  onTaken: () => void;
  onOther: () => void;
  onAgain: () => void;
}) {
  const t = useTranslations('booking');
  const when = useWhen();
  const queries = useQueryClient();
  const [pet, setPet] = useState<Pet | null>(null);
  const [held, setHeld] = useState<Booking | null>(null);
  const [isOver, setOver] = useState(false);
  const [booked, setBooked] = useState<Booking | null>(null);
  const [key, setKey] = useState(newKey);
  const refresh = (): void => void queries.invalidateQueries({ queryKey: BOOKINGS });

  const hold = async (): Promise<void> => {
    if (!pet) return;
    try {
      const made = await unwrap(
        api.POST('/api/bookings', {
          headers: { 'Idempotency-Key': key },
          body: {
            ...{ clinicId: wanted.clinicId, serviceId: wanted.serviceId, petId: pet.id },
            ...{ startsAt: slot.startsAt, hold: true },
            ...(wanted.staffId === undefined ? {} : { staffId: wanted.staffId }),
          },
        }),
      );
      setHeld(made);
      setOver(false);
      refresh();
    } catch (error) {
      if (!isProblem(error, 'slot_taken', 'outside_availability')) throw error;
      onTaken();
    } finally {
      setKey(newKey());
    }
  };
  const confirm = async (): Promise<void> => {
    if (!held) return;
    try {
      const made = await unwrap(
        api.PATCH('/api/bookings/{id}/status', {
          params: { path: { id: held.id } },
          headers: ifMatch(held.version),
          body: { status: 'confirmed' },
        }),
      );
      setBooked(made);
      refresh();
    } catch (error) {
      if (!isProblem(error, 'hold_expired', 'booking_status_conflict')) throw error;
      setOver(true);
    }
  };
  const letGo = (): void => {
    if (held && !isOver)
      // What is not given back ends by itself.
      void api
        .POST('/api/bookings/{id}/cancel', {
          params: { path: { id: held.id } },
          headers: { ...ifMatch(held.version), 'Idempotency-Key': newKey() },
          body: {},
        })
        .then(refresh, () => undefined);
    onOther();
  };

  if (booked) return <Booked booking={booked} again={onAgain} />;
  if (held && isOver)
    return (
      <Appearing title={t('over')}>
        <p>{t('overWhy')}</p>
        <p>
          {when.ofSlot(slot)}, <bdi>{pet?.name}</bdi>
        </p>
        <Sending submit={t('holdAgain')} send={hold}>
          {null}
        </Sending>
        <button type="button" onClick={onOther}>
          {t('otherTime')}
        </button>
      </Appearing>
    );
  if (held)
    return (
      <Appearing title={t('held')} key={held.id}>
        <p>
          <strong>{when.ofBooking(held)}</strong>
        </p>
        <p>
          <bdi>
            {t('summary', { service: held.serviceName, pet: held.petName ?? '–', staff: held.staffName })}
          </bdi>
        </p>
        <Countdown booking={held} onOver={() => setOver(true)} />
        <Sending submit={t('confirm')} send={confirm}>
          {null}
        </Sending>
        <button type="button" onClick={letGo}>
          {t('otherTime')}
        </button>
      </Appearing>
    );
  return (
    <>
      <ChoosePet petId={pet?.id ?? null} choose={setPet} />
      {pet && (
        <Sending submit={t('hold')} send={hold}>
          {null}
        </Sending>
      )}
      <button type="button" onClick={onOther}>
        {t('otherTime')}
      </button>
    </>
  );
}

/** What takes the place of a step takes its focus too. */
function Appearing({ title, children }: { title: string; children: React.ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="held">
      <h3 ref={heading} tabIndex={-1}>
        {title}
      </h3>
      {children}
    </div>
  );
}

/** Said aloud when so many minutes are left. */
const SAID_AT = [5, 1];

/** Counts by the time that passes here what the server gave: the clock of a device may be wrong. */
export function Countdown({ booking, onOver }: { booking: Booking; onOver: () => void }) {
  const t = useTranslations('booking');
  const { holdExpiresAt, updatedAt } = booking;
  const length = holdExpiresAt === null ? 0 : Date.parse(holdExpiresAt) - Date.parse(updatedAt);
  const [left, setLeft] = useState(length);
  const end = useRef(onOver);
  useEffect(() => {
    end.current = onOver;
  });
  useEffect(() => {
    const until = performance.now() + length;
    const timer = setInterval(() => {
      const rest = until - performance.now();
      setLeft(Math.max(0, rest));
      if (rest > 0) return;
      clearInterval(timer);
      end.current();
    }, 1_000);
    return () => clearInterval(timer);
  }, [length]);
  const seconds = Math.ceil(left / 1_000);
  const minutes = Math.ceil(seconds / 60);
  return (
    <>
      <p role="timer" className="big">
        {t('heldFor', { left: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` })}
      </p>
      <p className="unseen" role="status">
        {SAID_AT.includes(minutes) && t('heldSoon', { minutes })}
      </p>
    </>
  );
}

function Booked({ booking, again }: { booking: Booking; again: () => void }) {
  const t = useTranslations('booking');
  const when = useWhen();
  return (
    <Appearing title={t(booking.status === 'pending' ? 'donePending' : 'done')}>
      <p>
        <bdi>
          {t('doneWhat', {
            ...{ service: booking.serviceName, pet: booking.petName ?? '–', clinic: booking.clinicName },
            when: when.ofBooking(booking),
          })}
        </bdi>
      </p>
      <p className="row">
        <Link to="/bookings" hash={String(booking.id)}>
          {t('mine')}
        </Link>
        <button type="button" onClick={again}>
          {t('again')}
        </button>
      </p>
    </Appearing>
  );
}
