import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { readSlots, slotsKey, type Slot } from '../booking/booking-data.ts';
import { useWhen } from '../booking/parts.tsx';
import { Trouble } from '../trouble.tsx';
import { dayAfter } from '../wall-time.ts';

const AHEAD_DAYS = 7;
const OFFERED = 3;

/** The next times that are free, when one is not. */
export function NextThree({
  clinicId,
  serviceId,
  staffId,
  date,
  startsAt,
  take,
}: {
  clinicId: number;
  serviceId: number;
  staffId: number;
  date: string;
  startsAt: string;
  take: (slot: Slot) => void;
}) {
  const t = useTranslations('calendar');
  const when = useWhen();
  const wanted = { clinicId, serviceId, staffId };
  const found = useQuery({
    queryKey: slotsKey(wanted, 'next three', date),
    queryFn: ({ signal }) => readSlots(wanted, { from: date, to: dayAfter(date, AHEAD_DAYS) }, signal),
    staleTime: 0,
  });
  const next = (found.data ?? []).filter((slot) => slot.startsAt > startsAt).slice(0, OFFERED);
  return (
    <>
      <Trouble error={found.error} />
      {found.data && <p>{next.length > 0 ? t('nextThree') : t('nothingFree')}</p>}
      <ul className="choices-list">
        {next.map((slot) => (
          <li key={slot.startsAt}>
            <button type="button" onClick={() => take(slot)}>
              {when.ofSlot(slot)}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
