import { newKey, unwrap } from '@antrean/client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Sending, textOf } from '../form.tsx';
import { useLanguage } from '../language.tsx';
import { WAITING, type Pet, type Wanted } from './booking-data.ts';
import { ChoosePet } from './choose-pet.tsx';
import { GuestFields, guestOf } from './guest.tsx';

/** A wish for a time that nobody has given back yet. */
export function Wait({
  wanted,
  day,
  isGuest,
}: {
  wanted: Wanted;
  /** Which is looked at. */
  day: string | undefined;
  isGuest: boolean;
}) {
  const t = useTranslations('booking');
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [pet, setPet] = useState<Pet | null>(null);
  const [said, setSaid] = useState<'waits' | 'waitMail' | null>(null);
  const [key, setKey] = useState(newKey);
  return (
    <details className="wait">
      <summary>{t('wait')}</summary>
      <p>{t('waitWhy')}</p>
      {!isGuest && <ChoosePet petId={pet?.id ?? null} choose={setPet} />}
      {(isGuest || pet) && (
        <Sending
          submit={t('waitSubmit')}
          send={async (form) => {
            setSaid(null);
            const { clinicId, serviceId, staffId } = wanted;
            const [fromTime, untilTime] = [textOf(form, 'fromTime'), textOf(form, 'untilTime')];
            const wish = {
              ...{ clinicId, serviceId },
              ...{ firstDate: textOf(form, 'firstDate'), lastDate: textOf(form, 'lastDate') },
              ...(staffId === undefined ? {} : { staffId }),
              ...(fromTime === '' ? {} : { fromTime }),
              ...(untilTime === '' ? {} : { untilTime }),
            };
            if (isGuest) {
              const body = { ...wish, ...guestOf(form, language) };
              await unwrap(api.POST('/api/waiting-list/guests', { body }));
            } else if (pet) {
              await unwrap(
                api.POST('/api/waiting-list', {
                  headers: { 'Idempotency-Key': key },
                  body: { ...wish, petId: pet.id },
                }),
              );
              void queries.invalidateQueries({ queryKey: WAITING });
            }
            setKey(newKey());
            setSaid(isGuest ? 'waitMail' : 'waits');
          }}
        >
          <div className="filters">
            <label>
              {t('firstDate')}
              <input type="date" name="firstDate" required defaultValue={day} />
            </label>
            <label>
              {t('lastDate')}
              <input type="date" name="lastDate" required defaultValue={day} />
            </label>
            <label>
              {t('fromTime')}
              <input type="time" name="fromTime" />
            </label>
            <label>
              {t('untilTime')}
              <input type="time" name="untilTime" />
            </label>
          </div>
          {isGuest && <GuestFields />}
        </Sending>
      )}
      <p role="status">{said && t(said)}</p>
    </details>
  );
}
