import { done, ifMatch, newKey, unwrap, type paths } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Sending, textOf } from '../form.tsx';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import { useWho } from '../who.tsx';
import { dayAfter, useWallTime } from '../wall-time.ts';
import { CALENDAR, isIn, minutesOf, ms, readCalendar, type Calendar, type Day } from './calendar-data.ts';
import { useTimeOfDay } from './parts.tsx';

type Rule =
  paths['/api/clinics/{id}/availability-rules']['get']['responses'][200]['content']['application/json']['data'][number];
const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
const MOST_RULES = 100;
const PREVIEW_DAYS = 27;

/** By which rules people can be booked, and what that makes of the next four weeks, also where clocks are changed. */
export function Rules({
  clinicId,
  calendar,
  today,
}: {
  clinicId: number;
  calendar: Calendar;
  today: string;
}) {
  const t = useTranslations('calendar');
  const queries = useQueryClient();
  const { may } = useWho();
  const { weekday } = useWallTime();
  const [whose, setWhose] = useState(calendar.staff[0]?.id ?? null);
  const [error, setError] = useState<unknown>(null);
  const [key, setKey] = useState(newKey);
  const mayManage = may('availability.manage');
  const rules = useQuery({
    queryKey: [CALENDAR, clinicId, 'rules'],
    queryFn: () =>
      unwrap(
        api.GET('/api/clinics/{id}/availability-rules', {
          params: { path: { id: clinicId }, query: { limit: MOST_RULES } },
        }),
      ),
  });
  const changed = (said: string): void => {
    void queries.invalidateQueries({ queryKey: [CALENDAR, clinicId] });
    toast(said);
  };
  const dayName = (n: number): string => weekday(`2024-01-0${n}`);
  const say = (rule: Rule): string =>
    t('rule', {
      days: rule.rrule ?? (rule.weekdays ?? []).map(dayName).join(', '),
      ...{ from: rule.startTime, to: rule.endTime, since: rule.effectiveFrom },
      until: rule.effectiveTo ?? 'none',
    });
  const nameOf = (staffId: number | null): string =>
    calendar.staff.find(({ id }) => id === staffId)?.name ?? t('wholeClinic');
  const remove = (rule: Rule): void => {
    setError(null);
    done(
      api.DELETE('/api/clinics/{id}/availability-rules/{ruleId}', {
        params: { path: { id: clinicId, ruleId: rule.id } },
        headers: ifMatch(rule.version),
      }),
    ).then(() => changed(t('ruleRemoved')), setError);
  };
  return (
    <>
      <label className="field">
        {t('previewOf')}
        <select
          value={whose ?? ''}
          onChange={({ target }) => setWhose(target.value === '' ? null : Number(target.value))}
        >
          {mayManage && <option value="">{t('wholeClinic')}</option>}
          {calendar.staff.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Trouble error={rules.error ?? error} />
      <ul className="rules">
        {rules.data?.data
          .filter(({ staffId }) => staffId === whose || staffId === null)
          .map((rule) => (
            <li key={rule.id} className="row">
              <span>
                <bdi>{nameOf(rule.staffId)}</bdi>: {say(rule)}
              </span>
              {mayManage && (
                <button type="button" onClick={() => remove(rule)}>
                  {t('removeRule', { rule: say(rule) })}
                </button>
              )}
            </li>
          ))}
      </ul>
      {mayManage && (
        <Sending
          submit={t('addRule')}
          send={async (form) => {
            const rrule = textOf(form, 'rrule').trim();
            const [from, to] = [textOf(form, 'effectiveFrom'), textOf(form, 'effectiveTo')];
            await unwrap(
              api.POST('/api/clinics/{id}/availability-rules', {
                params: { path: { id: clinicId } },
                headers: { 'Idempotency-Key': key },
                body: {
                  staffId: whose,
                  ...{ startTime: textOf(form, 'startTime'), endTime: textOf(form, 'endTime') },
                  ...(rrule === '' ? { weekdays: form.getAll('weekday').map(Number) } : { rrule }),
                  ...(from === '' ? {} : { effectiveFrom: from }),
                  effectiveTo: to === '' ? null : to,
                },
              }),
            );
            setKey(newKey());
            changed(t('ruleAdded'));
          }}
        >
          <fieldset>
            <legend>{t('weekdays')}</legend>
            {WEEK.map((n) => (
              <label key={n} className="row">
                <input type="checkbox" name="weekday" value={n} defaultChecked={n < 6} /> {dayName(n)}
              </label>
            ))}
          </fieldset>
          <label className="field">
            {t('rrule')}
            <input name="rrule" maxLength={300} autoComplete="off" spellCheck={false} />
            <small>{t('rruleHint')}</small>
          </label>
          <div className="filters">
            <label>
              {t('startTime')}
              <input type="time" name="startTime" required defaultValue="09:00" />
            </label>
            <label>
              {t('endTime')}
              <input type="time" name="endTime" required defaultValue="17:00" />
            </label>
            <label>
              {t('effectiveFrom')}
              <input type="date" name="effectiveFrom" />
            </label>
            <label>
              {t('effectiveTo')}
              <input type="date" name="effectiveTo" />
            </label>
          </div>
        </Sending>
      )}
      {whose !== null && <Preview clinicId={clinicId} staffId={whose} today={today} />}
    </>
  );
}

function Preview({ clinicId, staffId, today }: { clinicId: number; staffId: number; today: string }) {
  const t = useTranslations('calendar');
  const { day: dayText } = useWallTime();
  const timeOf = useTimeOfDay();
  const plan = useQuery({
    queryKey: [CALENDAR, clinicId, 'preview', staffId, today],
    queryFn: () => readCalendar(clinicId, { from: today, to: dayAfter(today, PREVIEW_DAYS), staffId }),
  });
  const [person] = plan.data?.staff ?? [];
  const windowsOf = (day: Day): string[] =>
    (person?.windows ?? [])
      .filter((window) => isIn(day, window))
      .map(
        ({ startsAt, endsAt }) =>
          `${timeOf(day, Math.max(ms(startsAt), ms(day.startsAt)))} – ${timeOf(day, Math.min(ms(endsAt), ms(day.endsAt)))}`,
      );
  return (
    <>
      <h3>{t('preview')}</h3>
      <Trouble error={plan.error} />
      <ul className="preview">
        {plan.data?.days.map((day) => (
          <li key={day.date} data-preview={day.date}>
            <strong>{dayText(day.date)}</strong> {windowsOf(day).join(', ') || t('closedDay')}
            {day.hours.length !== 24 && <em> {t('changedClocks', { hours: minutesOf(day) / 60 })}</em>}
          </li>
        ))}
      </ul>
    </>
  );
}
