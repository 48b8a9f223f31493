import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { POLL_MS, useFeedState } from '../badge.tsx';
import { OwnTexts } from '../own-texts.tsx';
import { Trouble } from '../trouble.tsx';
import { JobCard } from './files.tsx';
import { REPORT_TEXTS } from './parts.tsx';
import { isNotThere, jobKey, readJob } from './report-data.ts';
import './reports.css';

/** One file, by an address that can be sent: others' are not shown, and it says why there may be nothing. */
export function ReportFile() {
  return (
    <OwnTexts texts={REPORT_TEXTS}>
      <File />
    </OwnTexts>
  );
}

function File() {
  const t = useTranslations('reports');
  const { id } = useParams({ from: '/reports/files/$id' });
  const { kind } = useFeedState();
  const job = useQuery({
    queryKey: jobKey(id),
    queryFn: () => readJob(id),
    refetchInterval: kind === 'live' ? false : POLL_MS,
  });
  return (
    <div className="reports">
      <p>
        <Link to="/reports">{t('back')}</Link>
      </p>
      <h1>{t('files.one')}</h1>
      {isNotThere(job.error) ? (
        <p className="empty" role="alert">
          {t('files.notThere')}
        </p>
      ) : (
        <Trouble error={job.data ? null : job.error} />
      )}
      {job.data && <JobCard job={job.data} isAlone />}
    </div>
  );
}
