import { newKey, unwrap } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { readServices } from '../booking/booking-data.ts';
import { PetFields } from '../booking/choose-pet.tsx';
import { useWhen } from '../booking/parts.tsx';
import { Sending, textOf } from '../form.tsx';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import { useWallTime, wallOf } from '../wall-time.ts';
import { CALENDAR, conflictOf, wallAt, type Calendar, type Column } from './calendar-data.ts';
import { NextThree } from './next-three.tsx';
import { Dialog, whatOf } from './parts.tsx';

const SHOWN = 20;

/** For somebody who calls or stands at the desk. It says when its time is taken meanwhile, and offers the next three. */
export function NewBooking({
  clinicId,
  calendar,
  column,
  start: begun,
  now,
  close,
}: {
  clinicId: number;
  /** As it is now: others go on working. */
  calendar: Calendar;
  column: Column;
  start: number;
  now: number;
  close: () => void;
}) {
  const t = useTranslations('calendar');
  const queries = useQueryClient();
  const wallTime = useWallTime();
  const when = useWhen();
  const { person, day } = column;
  const [chosen, setChosen] = useState<number | null>(null);
  /** A time that was offered in place of the one that is taken. */
  const [other, setOther] = useState<{ startsAt: string; local: string } | null>(null);
  const [isPatient, setPatient] = useState(false);
  const [petName, setPetName] = useState('');
  const [key] = useState(newKey);
  const services = useQuery({ queryKey: ['services', clinicId], queryFn: () => readServices(clinicId) });
  const patients = useQuery({
    queryKey: ['patients', clinicId, petName],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/pets', {
          params: {
            query: { clinicId, limit: SHOWN, ...(petName.trim() === '' ? {} : { q: petName.trim() }) },
          },
          signal,
        }),
      ),
    enabled: isPatient,
  });
  const offered = services.data?.filter(({ staffIds }) => staffIds.includes(person.id)) ?? [];
  const service = offered.find(({ id }) => id === chosen) ?? offered[0];
  const start = other ? Date.parse(other.startsAt) : begun;
  const startsAt = new Date(start).toISOString();
  const wall = other ? { local: other.local } : wallAt(day, start);
  const text = `${wallTime.day(wall.local)}, ${wallTime.time(wall.local)}`;
  const conflict =
    service && !other
      ? conflictOf(
          calendar,
          column,
          start,
          { minutes: service.durationMinutes, buffer: service.bufferMinutes },
          null,
          now,
        )
      : null;
  return (
    <Dialog title={t('newAt', { when: text, person: person.name })} close={close}>
      <div role="alert">
        {conflict && <p className="news">{t('takenNow', { why: t(`conflict.${conflict}`) })}</p>}
      </div>
      {conflict && service && (
        <NextThree
          clinicId={clinicId}
          serviceId={service.id}
          staffId={person.id}
          date={day.date}
          startsAt={startsAt}
          take={(slot) => setOther({ startsAt: slot.startsAt, local: wallOf(slot.localStartsAt).local })}
        />
      )}
      <Trouble error={services.error ?? patients.error} />
      <Sending
        submit={t('book')}
        send={async (form) => {
          if (!service) return;
          const wish = { serviceId: service.id, staffId: person.id, startsAt };
          const body = isPatient
            ? { ...wish, petId: Number(textOf(form, 'petId')) }
            : {
                ...wish,
                visitor: {
                  name: textOf(form, 'visitor'),
                  pet: { name: textOf(form, 'pet-name'), species: textOf(form, 'pet-species') },
                },
              };
          try {
            const booking = await unwrap(
              api.POST('/api/clinics/{id}/bookings', {
                params: { path: { id: clinicId } },
                headers: { 'Idempotency-Key': key },
                body,
              }),
            );
            toast(
              t('booked', { what: whatOf({ ...booking, bufferMinutes: 0 }), when: when.ofBooking(booking) }),
            );
            close();
          } finally {
            void queries.invalidateQueries({ queryKey: [CALENDAR, clinicId] });
          }
        }}
      >
        <label className="field">
          {t('service')}
          <select
            value={service?.id ?? ''}
            autoFocus
            onChange={({ target }) => setChosen(Number(target.value))}
          >
            {offered.map(({ id, name, durationMinutes }) => (
              <option key={id} value={id}>
                {name}, {durationMinutes} min
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          {t('who')}
          <select
            value={isPatient ? 'patient' : 'visitor'}
            onChange={({ target }) => setPatient(target.value === 'patient')}
          >
            <option value="visitor">{t('visitor')}</option>
            <option value="patient">{t('patient')}</option>
          </select>
        </label>
        {isPatient ? (
          <>
            <label className="field">
              {t('findPatient')}
              <input
                type="search"
                value={petName}
                maxLength={100}
                autoComplete="off"
                onChange={({ target }) => setPetName(target.value)}
              />
            </label>
            <label className="field">
              {t('patient')}
              <select name="petId" required>
                {patients.data?.data.map(({ id, name, owner }) => (
                  <option key={id} value={id}>
                    {owner ? t('owner', { name, owner: owner.name }) : name}
                  </option>
                ))}
              </select>
            </label>
          </>
        ) : (
          <>
            <label className="field">
              {t('visitorName')}
              <input name="visitor" required maxLength={200} autoComplete="off" />
            </label>
            <PetFields prefix="pet-" />
          </>
        )}
      </Sending>
    </Dialog>
  );
}
