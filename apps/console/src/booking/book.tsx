import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { OwnTexts } from '../own-texts.tsx';
import { Crash, Trouble } from '../trouble.tsx';
import { useWho } from '../who.tsx';
import { readClinic, readOfferers, readServices, type Clinic, type Slot } from './booking-data.ts';
import { readChoice, type Choice } from './choice.ts';
import { ChooseClinic } from './choose-clinic.tsx';
import { ChooseTime } from './choose-time.tsx';
import { HoldAsGuest } from './guest.tsx';
import { Hold } from './hold.tsx';
import { BOOKING_TEXTS, Step, useRupiah, useWhen } from './parts.tsx';
import { Wait } from './wait.tsx';
import './booking.css';

/** Clinic, service, person, time and pet, one after another; for who is logged in, and for guests. */
export function Book() {
  return (
    <OwnTexts texts={BOOKING_TEXTS}>
      <Booking />
    </OwnTexts>
  );
}

function Booking() {
  const t = useTranslations('booking');
  const choice = useSearch({ from: '/book' });
  const navigate = useNavigate();
  /** What appears before anything was chosen does not take the focus. */
  const hasChosen = useRef(false);
  const choose = (next: Choice, replace = false): void => {
    hasChosen.current = true;
    void navigate({ to: '/book', search: readChoice({ ...next }), replace, resetScroll: false });
  };
  const { clinicId } = choice;
  const clinic = useQuery({
    queryKey: ['clinic', clinicId],
    queryFn: () => readClinic(clinicId ?? 0),
    enabled: clinicId !== undefined,
  });
  return (
    <div className="book">
      <div className="head">
        <h1>{t('title')}</h1>
      </div>
      <Step title={t('clinic')} isNext={false}>
        {clinicId === undefined ? (
          <ChooseClinic choose={({ id }) => choose({ clinicId: id })} />
        ) : (
          <>
            {clinic.data && <ClinicFacts clinic={clinic.data} />}
            <Trouble error={clinic.error} />
            <button type="button" onClick={() => choose({})}>
              {t('change')}
            </button>
          </>
        )}
      </Step>
      {clinic.data && clinic.data.id === clinicId && (
        <Services
          key={clinicId}
          clinic={clinic.data}
          choice={choice}
          choose={choose}
          hasChosen={() => hasChosen.current}
        />
      )}
    </div>
  );
}

function ClinicFacts({ clinic: { name, address, phone } }: { clinic: Clinic }) {
  return (
    <p>
      <strong>
        <bdi>{name}</bdi>
      </strong>
      <br />
      <bdi>
        {address.street}, {address.city}
      </bdi>
      {phone !== null && (
        <>
          <br />
          <a href={`tel:${phone}`}>{phone}</a>
        </>
      )}
    </p>
  );
}

interface OfClinic {
  readonly clinic: Clinic;
  readonly choice: Choice;
  readonly choose: (next: Choice, replace?: boolean) => void;
  readonly hasChosen: () => boolean;
}

function Services({ clinic, choice, choose, hasChosen }: OfClinic) {
  const t = useTranslations('booking');
  const rupiah = useRupiah();
  const services = useQuery({ queryKey: ['services', clinic.id], queryFn: () => readServices(clinic.id) });
  if (services.isError && !services.data)
    return <Crash error={services.error} reset={() => void services.refetch()} />;
  if (!services.data) return <p className="pause">…</p>;
  const chosen = services.data.find(({ id }) => id === choice.serviceId);
  return (
    <>
      <Step title={t('service')} isNext={hasChosen()}>
        {services.data.length === 0 && <p className="empty">{t('noService')}</p>}
        <ul className="choices-list">
          {services.data.map((service) => (
            <li key={service.id}>
              <button
                type="button"
                aria-pressed={service.id === chosen?.id}
                onClick={() => choose({ clinicId: clinic.id, serviceId: service.id })}
              >
                <strong>
                  <bdi>{service.name}</bdi>
                </strong>{' '}
                <span>
                  {t('serviceFacts', { price: rupiah(service.price), minutes: service.durationMinutes })}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </Step>
      {chosen && (
        <When
          key={chosen.id}
          serviceId={chosen.id}
          clinic={clinic}
          choice={choice}
          choose={choose}
          hasChosen={hasChosen}
        />
      )}
    </>
  );
}

function When({ clinic, serviceId, choice, choose, hasChosen }: OfClinic & { serviceId: number }) {
  const t = useTranslations('booking');
  const when = useWhen();
  const { who } = useWho();
  const isGuest = who.kind !== 'user';
  const [slot, setSlot] = useState<Slot | null>(null);
  const [taken, setTaken] = useState<Slot | null>(null);
  const offerers = useQuery({
    queryKey: ['offerers', clinic.id, serviceId],
    queryFn: () => readOfferers(clinic.id, serviceId),
  });
  const staff = offerers.data ?? [];
  const staffId = staff.some(({ id }) => id === choice.staffId) ? choice.staffId : undefined;
  const wanted = { clinicId: clinic.id, serviceId, staffId };
  const view = {
    ...(choice.month === undefined ? {} : { month: choice.month }),
    ...(choice.day === undefined ? {} : { day: choice.day }),
  };
  const onTaken = (): void => {
    setTaken(slot);
    setSlot(null);
  };
  const onOther = (): void => setSlot(null);
  return (
    <>
      <Step title={t('time')} isNext={hasChosen()}>
        <div className="filters">
          <label>
            {t('staff')}
            <select
              value={staffId ?? ''}
              onChange={({ target }) => {
                const { staffId: _, ...rest } = choice;
                setSlot(null);
                choose(target.value === '' ? rest : { ...rest, staffId: Number(target.value) }, true);
              }}
            >
              <option value="">{t('anybody')}</option>
              {staff.map(({ id, name, title }) => (
                <option key={id} value={id}>
                  {title === null ? name : `${name}, ${title}`}
                </option>
              ))}
            </select>
          </label>
        </div>
        <p role="alert">{taken && t('takenMeanwhile', { when: when.ofSlot(taken) })}</p>
        {!slot && (
          <ChooseTime
            wanted={wanted}
            clinic={clinic}
            names={new Map(staff.map(({ id, name }) => [id, name]))}
            view={view}
            look={({ month, day }) => {
              const { month: _month, day: _day, ...rest } = choice;
              choose(
                { ...rest, ...(month === undefined ? {} : { month }), ...(day === undefined ? {} : { day }) },
                true,
              );
            }}
            take={(free) => {
              setTaken(null);
              setSlot(free);
            }}
          />
        )}
        {!slot && <Wait wanted={wanted} day={choice.day} isGuest={isGuest} />}
        {slot && <p>{when.ofSlot(slot)}</p>}
      </Step>
      {slot && (
        <Step key={slot.startsAt} title={isGuest ? t('guest') : t('pet')} isNext>
          {isGuest ? (
            <HoldAsGuest wanted={wanted} slot={slot} onTaken={onTaken} onOther={onOther} />
          ) : (
            <Hold
              wanted={wanted}
              slot={slot}
              onTaken={onTaken}
              onOther={onOther}
              onAgain={() => {
                setSlot(null);
                choose({ clinicId: clinic.id });
              }}
            />
          )}
        </Step>
      )}
    </>
  );
}
