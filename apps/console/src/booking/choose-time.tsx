import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Crash, Trouble } from '../trouble.tsx';
import { useWallTime, wallOf } from '../wall-time.ts';
import { readCounts, readSlots, slotsKey, useFreeTimes, type Slot, type Wanted } from './booking-data.ts';
import { Month } from './month.tsx';

/** What of the calendar is looked at. */
export interface View {
  readonly month?: string;
  readonly day?: string;
}

/** A month, and the free times of one of its days; they vanish and return while somebody looks. */
export function ChooseTime({
  wanted,
  clinic,
  names,
  view,
  look,
  take,
}: {
  wanted: Wanted;
  clinic: { readonly timezone: string; readonly bookingHorizonDays: number };
  /** Of who may do it, by their ids. */
  names: ReadonlyMap<number, string>;
  view: View;
  look: (view: View) => void;
  take: (slot: Slot) => void;
}) {
  const t = useTranslations('booking');
  const lookAgain = useFreeTimes(wanted.clinicId);
  const soon = useQuery({
    queryKey: slotsKey(wanted, 'soon'),
    queryFn: ({ signal }) => readCounts(wanted, {}, signal),
  });
  if (soon.isError && !soon.data) return <Crash error={soon.error} reset={() => void soon.refetch()} />;
  const today = soon.data?.[0]?.date;
  if (today === undefined) return <p className="pause">…</p>;
  const free = soon.data?.find(({ slots }) => slots > 0)?.date;
  const day = view.day ?? (view.month === undefined ? free : undefined);
  const month = view.month ?? (day ?? today).slice(0, 7);
  return (
    <>
      <p>{t('zone', { zone: clinic.timezone })}</p>
      <div className="when">
        <Month
          wanted={wanted}
          month={month}
          day={day}
          today={today}
          horizonDays={clinic.bookingHorizonDays}
          lookAgain={lookAgain}
          look={(shown) => look({ month: shown })}
          pick={(date) => look({ month: date.slice(0, 7), day: date })}
        />
        {day !== undefined && (
          <Times key={day} wanted={wanted} day={day} names={names} lookAgain={lookAgain} take={take} />
        )}
      </div>
    </>
  );
}

function Times({
  wanted,
  day,
  names,
  lookAgain,
  take,
}: {
  wanted: Wanted;
  day: string;
  names: ReadonlyMap<number, string>;
  lookAgain: number | false;
  take: (slot: Slot) => void;
}) {
  const t = useTranslations('booking');
  const wallTime = useWallTime();
  const heading = useRef<HTMLHeadingElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const shown = useRef<readonly Slot[] | null>(null);
  /** Whose place is kept when it is taken away under the focus. */
  const focused = useRef<string | null>(null);
  const [news, setNews] = useState('');
  const slots = useQuery({
    queryKey: slotsKey(wanted, 'day', day),
    queryFn: ({ signal }) => readSlots(wanted, { from: day, to: day }, signal),
    refetchInterval: lookAgain,
    staleTime: 0,
  });
  const free = slots.data;
  useEffect(() => {
    const before = shown.current;
    if (!free) return;
    shown.current = free;
    if (before === null) return;
    const gone = before.filter(({ startsAt }) => !free.some((each) => each.startsAt === startsAt));
    const back = free.filter(({ startsAt }) => !before.some((each) => each.startsAt === startsAt));
    const [firstGone, firstBack] = [gone[0], back[0]];
    const timeOf = ({ localStartsAt }: Slot): string => wallTime.time(localStartsAt);
    const said = [
      ...(firstGone && gone.length === 1
        ? [t('gone', { time: timeOf(firstGone), count: free.length })]
        : firstGone
          ? [t('goneMany', { gone: gone.length, count: free.length })]
          : []),
      ...(firstBack && back.length === 1
        ? [t('back', { time: timeOf(firstBack) })]
        : firstBack
          ? [t('backMany', { back: back.length })]
          : []),
    ];
    if (said.length > 0) setNews(said.join(' '));
    // The time under the focus was taken: it goes to the next one, not to the begin of the page.
    const lost = focused.current;
    if (lost === null || document.activeElement !== document.body) return;
    const next = free.find(({ startsAt }) => startsAt > lost) ?? free.at(-1);
    if (next) list.current?.querySelector<HTMLElement>(`[data-starts="${next.startsAt}"]`)?.focus();
    else heading.current?.focus();
  }, [free, t, wallTime]);

  const repeated = new Set(
    (free ?? [])
      .map(({ localStartsAt }) => localStartsAt.slice(0, 16))
      .filter((text, n, all) => all.indexOf(text) !== n),
  );
  return (
    <section className="times" aria-labelledby="times-of-day">
      <h3 id="times-of-day" ref={heading} tabIndex={-1}>
        {t('onDay', { day: wallTime.day(day), count: free?.length ?? 0 })}
      </h3>
      <p className="times-news" role="status">
        {news}
      </p>
      <Trouble error={slots.error} />
      <ul ref={list} className="slots">
        {(free ?? []).map((slot) => {
          const wall = wallOf(slot.localStartsAt);
          const time = repeated.has(wall.local)
            ? `${wallTime.time(wall.local)} ${wallTime.offset(wall.offsetMinutes)}`
            : wallTime.time(wall.local);
          const own = wallTime.own(slot.startsAt, wall) ?? 'none';
          const only = slot.staffIds.length === 1 ? names.get(slot.staffIds[0] ?? 0) : undefined;
          const about = { day: wallTime.day(wall.local), time, own };
          return (
            <li key={slot.startsAt}>
              <button
                type="button"
                data-starts={slot.startsAt}
                onFocus={() => (focused.current = slot.startsAt)}
                onBlur={({ relatedTarget }) => {
                  if (relatedTarget) focused.current = null;
                }}
                onClick={() => take(slot)}
              >
                <span aria-hidden>
                  {time}
                  {own !== 'none' && <small>({own})</small>}
                </span>
                <span className="unseen">
                  {only === undefined
                    ? t('slotLabel', { ...about, count: slot.staffIds.length })
                    : t('slotLabelOne', { ...about, name: only })}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
