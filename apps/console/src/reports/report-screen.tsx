import { newKey } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useLanguage } from '../language.tsx';
import { Table } from '../operations/parts.tsx';
import { OwnTexts } from '../own-texts.tsx';
import { toast } from '../toast.tsx';
import { Crash, Trouble } from '../trouble.tsx';
import { Files } from './files.tsx';
import { Inputs, paramsOf } from './form.tsx';
import { CellOf, isNumber, REPORT_TEXTS, useCatalogue, useDay } from './parts.tsx';
import { daysOf, RANGES } from './ranges.ts';
import { JOBS, makeFile, readTable, type Format, type ReportCard, type ReportTable } from './report-data.ts';
import type { ReportParams } from './report-params.ts';
import { ScheduleForm } from './schedule-form.tsx';
import './reports.css';

const ReportChart = lazy(async () => ({ default: (await import('./chart.tsx')).ReportChart }));

/** One report: what it is asked for stands in the address, and can be sent to somebody else. */
export function ReportScreen() {
  return (
    <OwnTexts texts={REPORT_TEXTS}>
      <Screen />
    </OwnTexts>
  );
}

function Screen() {
  const t = useTranslations('reports');
  const { name } = useParams({ from: '/reports/$name' });
  const params = useSearch({ from: '/reports/$name' });
  const catalogue = useCatalogue();
  if (catalogue.isError && !catalogue.data)
    return <Crash error={catalogue.error} reset={() => void catalogue.refetch()} />;
  if (!catalogue.data) return null;
  const card = catalogue.data.data.find((report) => report.name === name);
  return (
    <div className="reports">
      <p>
        <Link to="/reports">{t('back')}</Link>
      </p>
      {card ? (
        <Asked key={name} card={card} params={params} today={catalogue.data.today} />
      ) : (
        <>
          <h1>{t('title')}</h1>
          <p className="empty" role="alert">
            {t('notYours')}
          </p>
        </>
      )}
      <Files />
    </div>
  );
}

function Asked({ card, params, today }: { card: ReportCard; params: ReportParams; today: string }) {
  const t = useTranslations('reports');
  const { language } = useLanguage();
  const navigate = useNavigate();
  const ask = (search: ReportParams): void =>
    void navigate({ to: '/reports/$name', params: { name: card.name }, search, replace: true });
  const isComplete = card.inputs.every(({ name, required }) => !required || params[name] !== undefined);
  const table = useQuery({
    queryKey: ['reports', 'table', card.name, params, language],
    queryFn: () => readTable(card.name, params),
    enabled: isComplete,
    placeholderData: (before) => before,
  });
  return (
    <>
      <div className="head">
        <h1>{card.title}</h1>
        <p>{t('shows', { columns: card.columns.join(', ') })}</p>
      </div>
      {card.takesDates && (
        <p className="row examples">
          {RANGES.map((range) => (
            <button key={range} type="button" onClick={() => ask({ ...params, ...daysOf(range, today) })}>
              {t(`ranges.${range}`)}
            </button>
          ))}
        </p>
      )}
      <form
        className="filters"
        key={JSON.stringify(params)}
        aria-label={t('parameters')}
        onSubmit={(event) => {
          event.preventDefault();
          ask(paramsOf(card, new FormData(event.currentTarget)));
        }}
      >
        <Inputs inputs={card.inputs} params={params} />
        <button type="submit" className="primary">
          {t('show')}
        </button>
        {Object.keys(params).length > 0 && (
          <button type="button" onClick={() => ask({})}>
            {t('clear')}
          </button>
        )}
      </form>
      {!isComplete && <p className="empty">{t('incomplete')}</p>}
      {isComplete && <Make card={card} params={params} />}
      <Trouble error={table.error} />
      {isComplete && table.data && !table.isError && (
        <section aria-labelledby="table" data-report={card.name} aria-busy={table.isPlaceholderData}>
          <h2 id="table">{t('table')}</h2>
          <Shown table={table.data} takesDates={card.takesDates} />
        </section>
      )}
    </>
  );
}

function Shown({ table, takesDates }: { table: ReportTable; takesDates: boolean }) {
  const t = useTranslations('reports');
  const { columns, rows, totals, chart, isCut, params } = table;
  const day = useDay();
  if (rows.length === 0) {
    const { tanggalMulai: from, tanggalAkhir: to } = params;
    const isBounded = typeof from === 'string' || typeof to === 'string';
    return (
      <p className="empty">
        {isBounded
          ? t('emptyRange', {
              from: typeof from === 'string' ? day(from) : '…',
              to: typeof to === 'string' ? day(to) : '…',
            })
          : t(takesDates ? 'emptyEver' : 'empty')}
      </p>
    );
  }
  return (
    <>
      {chart && (
        <Suspense fallback={<div className="chart" />}>
          <ReportChart chart={chart} />
        </Suspense>
      )}
      <Table label={table.title} heads={columns.map(({ header }) => header)}>
        {rows.map((row, i) => (
          // Rows have no key of their own, and come all together.
          <tr key={i}>
            {columns.map(({ key, format }, at) => (
              <td key={key} className={isNumber(format) ? 'number' : undefined}>
                <CellOf cell={row[at] ?? null} format={format} />
              </td>
            ))}
          </tr>
        ))}
        {totals && !isCut && (
          <tr className="totals">
            {columns.map(({ key, format }, at) => {
              const total = totals[at];
              return (
                <td key={key} className={isNumber(format) ? 'number' : undefined}>
                  {typeof total === 'number' ? (
                    <CellOf cell={total} format={format} />
                  ) : at === 0 ? (
                    t('total')
                  ) : (
                    ''
                  )}
                </td>
              );
            })}
          </tr>
        )}
      </Table>
      {isCut && <p role="note">{t('cut', { count: rows.length })}</p>}
    </>
  );
}

/** Files are made by a worker; each wish is one job, however often it is sent. */
function Make({ card, params }: { card: ReportCard; params: ReportParams }) {
  const t = useTranslations('reports');
  const { language } = useLanguage();
  const format = useFormatter();
  const queries = useQueryClient();
  // What spreadsheets of the reader's country take.
  const [csv, setCsv] = useState<Format>(language === 'id' ? 'csv-semicolon' : 'csv-comma');
  const [busy, setBusy] = useState<Format | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isScheduling, setScheduling] = useState(false);
  const wish = useRef<{ what: string; key: string } | null>(null);
  const make = (wanted: Format): void => {
    if (busy) return;
    const what = JSON.stringify([wanted, params]);
    if (wish.current?.what !== what) wish.current = { what, key: newKey() };
    setBusy(wanted);
    setError(null);
    makeFile(card.name, params, wanted, wish.current.key)
      .then(async () => {
        wish.current = null;
        toast(t('asked', { title: card.title }));
        await queries.invalidateQueries({ queryKey: JOBS });
      })
      .catch(setError)
      .finally(() => setBusy(null));
  };
  return (
    <section aria-labelledby="make" className="make">
      <h2 id="make">{t('make')}</h2>
      <div className="filters">
        <button type="button" className="primary" aria-busy={busy === 'pdf'} onClick={() => make('pdf')}>
          {t('makePdf')}
        </button>
        <button type="button" aria-busy={busy === csv} onClick={() => make(csv)}>
          {t('makeCsv')}
        </button>
        <button type="button" onClick={() => setScheduling(true)}>
          {t('schedules.make')}
        </button>
        <label>
          {t('cells')}
          <select
            value={csv}
            onChange={({ target }) =>
              setCsv(target.value === 'csv-semicolon' ? 'csv-semicolon' : 'csv-comma')
            }
          >
            <option value="csv-semicolon">{t('semicolon', { example: '1,5; 2' })}</option>
            <option value="csv-comma">{t('comma', { example: '1.5, 2' })}</option>
          </select>
        </label>
      </div>
      <p>{t('makeWhy', { days: format.number(30) })}</p>
      <Trouble error={error} />
      {isScheduling && <ScheduleForm card={card} params={params} close={() => setScheduling(false)} />}
    </section>
  );
}
