import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { Trouble } from '../trouble.tsx';
import { useWallTime } from '../wall-time.ts';
import { useDay } from './parts.tsx';
import { readNextRuns, type Period } from './schedule-data.ts';

/** The next five runs on the clocks of the schedule, and the days that each is about. */
export function NextRuns({
  cron,
  timezone,
  period,
}: {
  cron: string;
  timezone: string;
  period: Period | undefined;
}) {
  const t = useTranslations('reports.schedules');
  const wall = useWallTime();
  const day = useDay();
  const runs = useQuery({
    queryKey: ['reports', 'next-runs', cron, timezone, period ?? null],
    queryFn: () => readNextRuns(cron, timezone, period),
    placeholderData: (before) => before,
  });
  if (runs.error) return <Trouble error={runs.error} />;
  if (!runs.data) return null;
  return (
    <div className="next-runs" aria-live="polite">
      <p>{t('nextRuns', { zone: runs.data.timezone })}</p>
      <ol>
        {runs.data.data.map(({ at, local, utcOffsetMinutes, tanggalMulai: first, tanggalAkhir: last }) => (
          <li key={at}>
            <time dateTime={at} title={at}>
              {wall.day(local)}, {wall.time(local)} {wall.offset(utcOffsetMinutes)}
            </time>
            {first !== null &&
              last !== null &&
              ` · ${first === last ? t('aboutDay', { day: day(first) }) : t('about', { first: day(first), last: day(last) })}`}
          </li>
        ))}
      </ol>
    </div>
  );
}
