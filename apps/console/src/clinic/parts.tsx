import { useTranslations } from 'use-intl';
import { useEffect, useRef, type ReactNode } from 'react';
import { BOOKING_TEXTS } from '../booking/parts.tsx';
import { useWallTime } from '../wall-time.ts';
import { isRepeated, wallAt, type Day, type Planned } from './calendar-data.ts';
import { calendarEn } from './text-en.ts';
import { calendarId } from './text-id.ts';

export const CALENDAR_TEXTS = {
  id: { ...BOOKING_TEXTS.id, calendar: calendarId },
  en: { ...BOOKING_TEXTS.en, calendar: calendarEn },
};

/** A time of a day on the clinic's clocks, with its offset where they show it twice. */
export function useTimeOfDay(): (day: Day, at: number) => string {
  const { time, offset } = useWallTime();
  return (day, at) => {
    const wall = wallAt(day, at);
    return isRepeated(day, wall) ? `${time(wall.local)} ${offset(wall.offsetMinutes)}` : time(wall.local);
  };
}

export const whatOf = ({ serviceName, petName }: Planned): string => `${serviceName}, ${petName ?? '–'}`;

/** A dialog that is open as long as it is there. */
export function Dialog({
  title,
  close,
  children,
}: {
  title: string;
  close: () => void;
  children: ReactNode;
}) {
  const t = useTranslations('app');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby="dialog-title" onClose={close}>
      <h2 id="dialog-title">
        <bdi>{title}</bdi>
      </h2>
      {children}
      <button type="button" onClick={() => dialog.current?.close()}>
        {t('close')}
      </button>
    </dialog>
  );
}
