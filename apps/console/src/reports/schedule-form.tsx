import { ApiProblem, newKey } from '@antrean/client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Dialog } from '../dialog.tsx';
import { Sending, textOf } from '../form.tsx';
import { useLanguage } from '../language.tsx';
import { toast } from '../toast.tsx';
import { Inputs, paramsOf } from './form.tsx';
import { NextRuns } from './next-runs.tsx';
import type { Format, ReportCard } from './report-data.ts';
import { readParams, type ReportParams } from './report-params.ts';
import { cronOf, RHYTHMS, whenOf, type When } from './rhythm.ts';
import {
  changeSchedule,
  createSchedule,
  PERIODS,
  periodOf,
  readSchedule,
  SCHEDULES,
  type Schedule,
  type Wanted,
} from './schedule-data.ts';

const DATES = ['tanggalMulai', 'tanggalAkhir'];
/** A Monday. */
const SOME_MONDAY = Date.parse('2027-03-01');
const formatFrom = (text: string): Format =>
  text === 'pdf' ? 'pdf' : text === 'csv-semicolon' ? 'csv-semicolon' : 'csv-comma';

/**
 * Makes a schedule of a report, or changes one. A change goes by what was seen when the form opened; who was slower sees
 * what it is now, and decides.
 * @param params what a new one is limited to; its days are told by the period
 */
export function ScheduleForm({
  card,
  schedule,
  params,
  close,
}: {
  card: ReportCard;
  schedule?: Schedule;
  params?: ReportParams;
  close: () => void;
}) {
  const t = useTranslations('reports.schedules');
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [key] = useState(newKey);
  const [when, setWhen] = useState<When>(() => whenOf(schedule?.cron ?? '0 7 * * *'));
  const [timezone, setTimezone] = useState(schedule?.timezone ?? '');
  const [period, setPeriod] = useState<string>(
    schedule?.period ?? (card.takesDates && !schedule ? 'yesterday' : ''),
  );
  /** What it is now, when somebody else was faster. */
  const [news, setNews] = useState<Schedule | null>(null);
  const known = readParams(schedule?.params ?? params ?? {});
  const cron = cronOf(when);
  const usual = schedule ? (schedule.format === 'pdf' ? 'pdf' : `csv-${schedule.delimiter}`) : 'pdf';

  const send = async (form: FormData): Promise<void> => {
    const chosen = periodOf(period);
    const kept = Object.fromEntries(Object.entries(known).filter(([name]) => DATES.includes(name)));
    const wanted: Wanted = {
      name: textOf(form, 'name').trim(),
      params: { ...(schedule && chosen === undefined ? kept : {}), ...paramsOf(card, form) },
      period: chosen,
      format: formatFrom(textOf(form, 'format')),
      cron,
      timezone: timezone.trim(),
      recipients: textOf(form, 'recipients')
        .split(/[\s,;]+/)
        .filter((address) => address !== ''),
      attach: form.has('attach'),
    };
    try {
      const saved = schedule
        ? await changeSchedule(schedule.id, (news ?? schedule).version, wanted)
        : await createSchedule(card.name, wanted, key);
      toast(t('saved', { name: saved.name }));
      await queries.invalidateQueries({ queryKey: SCHEDULES });
      close();
    } catch (error) {
      if (schedule && error instanceof ApiProblem && error.problem.status === 412)
        setNews(await readSchedule(schedule.id));
      else throw error;
    }
  };

  return (
    <Dialog
      title={schedule ? t('changeOf', { name: schedule.name }) : t('makeOf', { title: card.title })}
      close={close}
      className="schedule"
    >
      <Sending submit={t(news ? 'takeOver' : schedule ? 'change' : 'create')} send={send}>
        {news && (
          <p role="alert" className="trouble">
            <bdi>
              {t('overlap', { name: news.name, cron: news.cron, recipients: news.recipients.join(', ') })}
            </bdi>
          </p>
        )}
        <label className="field">
          {t('name')}
          <input
            name="name"
            maxLength={100}
            defaultValue={schedule?.name ?? card.title}
            autoComplete="off"
            autoFocus
          />
        </label>
        <Inputs inputs={card.inputs.filter(({ name }) => !DATES.includes(name))} params={known} />
        {card.takesDates && (
          <label className="field">
            {t('period')}
            <select value={period} onChange={({ target }) => setPeriod(target.value)}>
              {schedule && schedule.period === null && <option value="">{t('fixedDays')}</option>}
              {PERIODS.map((each) => (
                <option key={each} value={each}>
                  {t(`periods.${each}`)}
                </option>
              ))}
            </select>
          </label>
        )}
        <WhenFields when={when} change={setWhen} />
        <label className="field">
          {t('zone')}
          <input
            value={timezone}
            onChange={({ target }) => setTimezone(target.value)}
            placeholder={t('businessZone')}
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
          />
        </label>
        {cron !== '' && <NextRuns cron={cron} timezone={timezone.trim()} period={periodOf(period)} />}
        <label className="field">
          {t('format')}
          <select name="format" defaultValue={schedule ? usual : 'pdf'}>
            <option value="pdf">PDF</option>
            <option value={language === 'id' ? 'csv-semicolon' : 'csv-comma'}>
              CSV ({t(language === 'id' ? 'semicolon' : 'comma')})
            </option>
            <option value={language === 'id' ? 'csv-comma' : 'csv-semicolon'}>
              CSV ({t(language === 'id' ? 'comma' : 'semicolon')})
            </option>
          </select>
        </label>
        <label className="field">
          {t('recipients')}
          <textarea name="recipients" required rows={3} defaultValue={schedule?.recipients.join('\n')} />
          <small>{t('recipientsHint')}</small>
        </label>
        <label className="check">
          <input type="checkbox" name="attach" defaultChecked={schedule?.attach ?? true} />
          {t('attach')}
        </label>
      </Sending>
    </Dialog>
  );
}

function WhenFields({ when, change }: { when: When; change: (when: When) => void }) {
  const t = useTranslations('reports.schedules');
  const format = useFormatter();
  const { rhythm, time, weekday, cron } = when;
  const nameOf = (day: number): string =>
    format.dateTime(new Date(SOME_MONDAY + (day - 1) * 86_400_000), { timeZone: 'UTC', weekday: 'long' });
  return (
    <>
      <label className="field">
        {t('rhythm')}
        <select
          value={rhythm}
          onChange={({ target }) =>
            change({
              ...when,
              cron: cronOf(when),
              rhythm: RHYTHMS.find((each) => each === target.value) ?? 'daily',
            })
          }
        >
          {RHYTHMS.map((each) => (
            <option key={each} value={each}>
              {t(`rhythms.${each}`)}
            </option>
          ))}
        </select>
      </label>
      {rhythm === 'weekly' && (
        <label className="field">
          {t('weekday')}
          <select
            value={weekday}
            onChange={({ target }) => change({ ...when, weekday: Number(target.value) })}
          >
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
              <option key={day} value={day}>
                {nameOf(day)}
              </option>
            ))}
          </select>
        </label>
      )}
      {rhythm === 'own' ? (
        <label className="field">
          {t('cron')}
          <input
            value={cron}
            onChange={({ target }) => change({ ...when, cron: target.value })}
            required
            maxLength={100}
            autoComplete="off"
            spellCheck={false}
          />
          <small>{t('cronHint')}</small>
        </label>
      ) : (
        <label className="field">
          {t('time')}
          <input
            type="time"
            value={time}
            required
            onChange={({ target }) => target.value !== '' && change({ ...when, time: target.value })}
          />
        </label>
      )}
    </>
  );
}
