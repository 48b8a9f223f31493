import { unwrap } from '@antrean/client';
import { useEffect, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Sending, textOf } from '../form.tsx';
import { useLanguage } from '../language.tsx';
import { isProblem, type Slot, type Wanted } from './booking-data.ts';
import { PetFields } from './choose-pet.tsx';
import { useWhen } from './parts.tsx';

export function GuestFields() {
  const t = useTranslations('booking');
  return (
    <>
      <label className="field">
        {t('name')}
        <input name="name" required maxLength={200} autoComplete="name" />
      </label>
      <label className="field">
        {t('email')}
        <input name="email" type="email" required autoComplete="email" />
      </label>
      <label className="field">
        {t('phone')}
        <input name="phone" type="tel" required autoComplete="tel" />
      </label>
      <PetFields prefix="pet-" />
    </>
  );
}

/** What a guest says of themselves; their own zone is that of mails. */
export const guestOf = (form: FormData, language: 'id' | 'en') => ({
  name: textOf(form, 'name'),
  email: textOf(form, 'email'),
  phone: textOf(form, 'phone').replaceAll(/[\s-]/g, ''),
  pet: { name: textOf(form, 'pet-name'), species: textOf(form, 'pet-species') },
  language,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

/** Has a time held for who has no account; the mailed link books it. */
export function HoldAsGuest({
  wanted,
  slot,
  onTaken,
  onOther,
}: {
  wanted: Wanted;
  slot: Slot;
  onTaken: () => void;
  onOther: () => void;
}) {
  const t = useTranslations('booking');
  const format = useFormatter();
  const { language } = useLanguage();
  const when = useWhen();
  const heading = useRef<HTMLHeadingElement>(null);
  const [sent, setSent] = useState<{ pet: string; until: string | null } | null>(null);
  useEffect(() => {
    if (sent) heading.current?.focus();
  }, [sent]);
  if (sent)
    return (
      <div className="held">
        <h3 ref={heading} tabIndex={-1}>
          {t('mailSent')}
        </h3>
        <p>
          <bdi>
            {t('mailSentWhat', {
              ...{ when: when.ofSlot(slot), pet: sent.pet },
              until:
                sent.until === null
                  ? '–'
                  : format.dateTime(new Date(sent.until), { hour: '2-digit', minute: '2-digit' }),
            })}
          </bdi>
        </p>
      </div>
    );
  return (
    <>
      <p>{t('guestWhy')}</p>
      <Sending
        submit={t('askByMail')}
        send={async (form) => {
          const guest = guestOf(form, language);
          const { clinicId, serviceId, staffId } = wanted;
          const body = { ...guest, clinicId, serviceId, startsAt: slot.startsAt };
          try {
            const held = await unwrap(
              api.POST('/api/guest-bookings', {
                body: { ...body, ...(staffId === undefined ? {} : { staffId }) },
              }),
            );
            setSent({ pet: guest.pet.name, until: held.holdExpiresAt });
          } catch (error) {
            if (!isProblem(error, 'slot_taken', 'outside_availability')) throw error;
            onTaken();
          }
        }}
      >
        <GuestFields />
      </Sending>
      <button type="button" onClick={onOther}>
        {t('otherTime')}
      </button>
    </>
  );
}
