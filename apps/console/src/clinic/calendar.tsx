import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { unwrap } from '@antrean/client';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { POLL_MS, useFeedState } from '../badge.tsx';
import { readClinic } from '../booking/booking-data.ts';
import { ChooseClinic } from '../booking/choose-clinic.tsx';
import { useKeys } from '../keys.tsx';
import { OwnTexts } from '../own-texts.tsx';
import { Crash } from '../trouble.tsx';
import { dayAfter, useWallTime, weekdayOf } from '../wall-time.ts';
import { CALENDAR, columnsOf, readCalendar, useCalendarEvents } from './calendar-data.ts';
import { readCalendarFilter, type CalendarFilter } from './calendar-filter.ts';
import { Grid } from './grid.tsx';
import { CALENDAR_TEXTS } from './parts.tsx';
import '../booking/booking.css';
import './clinic.css';

// Rules are looked at now and then.
const Rules = lazy(async () => ({ default: (await import('./rules.tsx')).Rules }));

/** A clinic's days and weeks, for who works there. */
export function ClinicCalendar() {
  return (
    <OwnTexts texts={CALENDAR_TEXTS}>
      <Which />
    </OwnTexts>
  );
}

function Which() {
  const t = useTranslations('calendar');
  const filter = useSearch({ from: '/calendar' });
  const navigate = useNavigate();
  const choose = (next: CalendarFilter): void =>
    void navigate({ to: '/calendar', search: readCalendarFilter({ ...next }), replace: true });
  const mine = useQuery({
    queryKey: ['clinics', 'mine'],
    queryFn: () => unwrap(api.GET('/api/clinics', { params: { query: { mine: 'true', limit: 2 } } })),
  });
  if (mine.isError && !mine.data) return <Crash error={mine.error} reset={() => void mine.refetch()} />;
  const total = mine.data?.total ?? 0;
  const clinicId = filter.clinicId ?? (total === 1 ? mine.data?.data[0]?.id : undefined);
  if (clinicId !== undefined)
    return (
      <OfClinic
        key={clinicId}
        clinicId={clinicId}
        filter={filter}
        choose={(next) => choose({ ...next, clinicId })}
        leave={total === 1 ? null : () => void navigate({ to: '/calendar', search: {} })}
      />
    );
  return (
    <>
      <h1>{t('title')}</h1>
      {mine.data && <ChooseClinic mine={total > 0} choose={({ id }) => choose({ clinicId: id })} />}
    </>
  );
}

function OfClinic({
  clinicId,
  filter,
  choose,
  leave,
}: {
  clinicId: number;
  filter: CalendarFilter;
  choose: (next: CalendarFilter) => void;
  leave: (() => void) | null;
}) {
  const t = useTranslations('calendar');
  const wallTime = useWallTime();
  const { kind } = useFeedState();
  useCalendarEvents(clinicId);
  const clinic = useQuery({ queryKey: ['clinic', clinicId], queryFn: () => readClinic(clinicId) });
  const { view = 'day', date, staffId } = filter;
  const monday = date && dayAfter(date, 1 - weekdayOf(date));
  const asked = {
    ...(date === undefined ? {} : { from: view === 'week' ? (monday ?? date) : date }),
    ...(view === 'week' && monday ? { to: dayAfter(monday, 6) } : {}),
    ...(staffId === undefined ? {} : { staffId }),
  };
  const plan = useQuery({
    queryKey: [CALENDAR, clinicId, asked],
    queryFn: () => readCalendar(clinicId, asked),
    placeholderData: (before) => before,
    refetchInterval: kind === 'live' ? false : POLL_MS,
  });
  const today = plan.data?.localNow.slice(0, 10);
  const shown = date ?? today;
  const go = (days: number): void => {
    if (shown) choose({ ...filter, date: dayAfter(shown, days) });
  };
  const goToday = (): void => {
    if (today) choose({ ...filter, date: today });
  };
  const byView = view === 'week' ? 7 : 1;
  useKeys([
    { key: 't', says: 'today', run: goToday },
    { key: '[', says: 'earlier', run: () => go(-byView) },
    { key: ']', says: 'later', run: () => go(byView) },
  ]);
  const hasHours = plan.data?.staff.some(({ windows }) => windows.length > 0) ?? true;
  const [areRulesOpen, setRulesOpen] = useState(false);
  // The first step is before one's eyes.
  useEffect(() => {
    if (!hasHours) setRulesOpen(true);
  }, [hasHours]);
  if (plan.isError && !plan.data) return <Crash error={plan.error} reset={() => void plan.refetch()} />;
  const calendar = plan.data;
  const columns = calendar ? columnsOf(calendar, view) : [];
  return (
    <div className="calendar">
      <div className="head">
        <h1>
          <bdi>{clinic.data?.name ?? t('title')}</bdi>
        </h1>
        <p>{calendar && t('zone', { zone: calendar.timeZone })}</p>
        {leave && (
          <button type="button" onClick={leave}>
            {t('change')}
          </button>
        )}
      </div>
      <search className="filters" aria-label={t('view')}>
        <div className="row">
          <button type="button" aria-label={t('earlier')} onClick={() => go(-byView)}>
            ‹
          </button>
          <button type="button" onClick={goToday}>
            {t('today')}
          </button>
          <button type="button" aria-label={t('later')} onClick={() => go(byView)}>
            ›
          </button>
        </div>
        <label>
          {t('date')}
          <input
            type="date"
            value={shown ?? ''}
            onChange={({ target }) => target.value !== '' && choose({ ...filter, date: target.value })}
          />
        </label>
        <label>
          {t('view')}
          <select
            value={view}
            onChange={({ target }) => {
              const { view: _, ...rest } = filter;
              choose(
                target.value === 'week' ? { ...rest, view: 'week', ...(shown ? { date: shown } : {}) } : rest,
              );
            }}
          >
            <option value="day">{t('day')}</option>
            <option value="week">{t('week')}</option>
          </select>
        </label>
        <PersonFilter
          clinicId={clinicId}
          value={staffId}
          isWeek={view === 'week'}
          choose={(value) => {
            const { staffId: _, ...rest } = filter;
            choose(value === undefined ? rest : { ...rest, staffId: value });
          }}
        />
      </search>
      <h2 aria-live="polite">{shown && wallTime.day(shown)}</h2>
      {calendar?.isCut && <p className="news">{t('cut')}</p>}
      {!hasHours && <p className="empty">{t('noRules')}</p>}
      {calendar && columns.length > 0 && (
        <Grid
          clinicId={clinicId}
          calendar={calendar}
          columns={columns}
          view={view}
          readAt={plan.dataUpdatedAt}
        />
      )}
      {calendar && today && (
        <details open={areRulesOpen} onToggle={({ currentTarget }) => setRulesOpen(currentTarget.open)}>
          <summary>{hasHours ? t('rules') : t('firstRule')}</summary>
          {areRulesOpen && (
            <Suspense fallback={<p className="pause">…</p>}>
              <Rules clinicId={clinicId} calendar={calendar} today={today} />
            </Suspense>
          )}
        </details>
      )}
    </div>
  );
}

/** The week is of one person, the day of one or of all. */
function PersonFilter({
  clinicId,
  value,
  isWeek,
  choose,
}: {
  clinicId: number;
  value: number | undefined;
  isWeek: boolean;
  choose: (value: number | undefined) => void;
}) {
  const t = useTranslations('calendar');
  const people = useQuery({
    queryKey: [CALENDAR, clinicId, 'people'],
    queryFn: async () => (await readCalendar(clinicId, {})).staff,
  });
  return (
    <label>
      {t('person')}
      <select
        value={value ?? ''}
        onChange={({ target }) => choose(target.value === '' ? undefined : Number(target.value))}
      >
        {!isWeek && <option value="">{t('everybody')}</option>}
        {people.data?.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
