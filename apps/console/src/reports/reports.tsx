import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { OwnTexts } from '../own-texts.tsx';
import { Crash } from '../trouble.tsx';
import { Files } from './files.tsx';
import { REPORT_TEXTS, useCatalogue } from './parts.tsx';
import { daysOf, RANGES } from './ranges.ts';
import type { ReportCard } from './report-data.ts';
import { Schedules } from './schedules.tsx';
import './reports.css';

/** What there is to report on, and the files that somebody has asked for. */
export function Reports() {
  return (
    <OwnTexts texts={REPORT_TEXTS}>
      <Chooser />
    </OwnTexts>
  );
}

function Chooser() {
  const t = useTranslations('reports');
  const catalogue = useCatalogue();
  if (catalogue.isError && !catalogue.data)
    return <Crash error={catalogue.error} reset={() => void catalogue.refetch()} />;
  return (
    <div className="reports">
      <div className="head">
        <h1>{t('title')}</h1>
      </div>
      {catalogue.data?.data.length === 0 && <p className="empty">{t('none')}</p>}
      <ul className="tiles">
        {catalogue.data?.data.map((report) => (
          <Card key={report.name} report={report} today={catalogue.data.today} />
        ))}
      </ul>
      <Files />
      <Schedules />
    </div>
  );
}

/** With examples, which are asked for at once. */
function Card({ report, today }: { report: ReportCard; today: string }) {
  const t = useTranslations('reports');
  const { name, title, columns, takesDates } = report;
  return (
    <li className="tile" data-report={name}>
      <h2>
        <Link to="/reports/$name" params={{ name }} search={{}}>
          {title}
        </Link>
      </h2>
      <p>{t('shows', { columns: columns.join(', ') })}</p>
      {takesDates && (
        <p className="row examples">
          {RANGES.slice(2).map((range) => (
            <Link
              key={range}
              to="/reports/$name"
              params={{ name }}
              search={daysOf(range, today)}
              aria-label={t('exampleOf', { title, range: t(`ranges.${range}`) })}
            >
              {t(`ranges.${range}`)}
            </Link>
          ))}
        </p>
      )}
    </li>
  );
}
