import { useTranslations } from 'use-intl';
import { Groups } from '../dashboard/charts.tsx';
import type { ReportTable } from './report-data.ts';

/** The chart of a report; the table beside it says the same to who does not see it. */
export function ReportChart({ chart }: { chart: NonNullable<ReportTable['chart']> }) {
  const t = useTranslations('reports');
  return (
    <figure>
      <figcaption>{chart.title}</figcaption>
      <Groups label={t('chart', { title: chart.title })} labels={chart.labels} series={chart.series} />
      {chart.series.length > 1 && (
        <ul className="row legend">
          {chart.series.map(({ name }, i) => (
            <li key={name} data-series={i % 2}>
              {name}
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}
