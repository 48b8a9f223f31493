import { newKey } from '@antrean/client';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Dialog } from '../dialog.tsx';
import { Sending } from '../form.tsx';
import { Moment } from '../operations/parts.tsx';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import { NextRuns } from './next-runs.tsx';
import { titleOf, useAsked, useCatalogue } from './parts.tsx';
import { ScheduleForm } from './schedule-form.tsx';
import {
  deleteSchedule,
  readSchedules,
  runNow,
  SCHEDULES,
  setActive,
  type Schedule,
  type SchedulePage,
} from './schedule-data.ts';

/** Runs are told by no event of the schedule. */
const LOOK_MS = 60_000;

/** What is made and mailed again and again. */
export function Schedules() {
  const t = useTranslations('reports.schedules');
  const list = useInfiniteQuery({
    queryKey: SCHEDULES,
    queryFn: ({ pageParam }) => readSchedules(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: SchedulePage) => next,
    refetchInterval: LOOK_MS,
  });
  const schedules = list.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <section aria-labelledby="schedules">
      <h2 id="schedules">{t('title')}</h2>
      <Trouble error={list.data ? null : list.error} />
      {list.data && schedules.length === 0 && <p className="empty">{t('empty')}</p>}
      <ul className="files">
        {schedules.map((schedule) => (
          <li key={schedule.id}>
            <ScheduleCard schedule={schedule} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <button type="button" aria-busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </button>
      )}
    </section>
  );
}

function ScheduleCard({ schedule }: { schedule: Schedule }) {
  const t = useTranslations('reports.schedules');
  const asked = useAsked();
  const queries = useQueryClient();
  const { data: catalogue } = useCatalogue();
  const [dialog, setDialog] = useState<'change' | 'delete' | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const run = useRef(newKey());
  const { id, name, report, params, period, cron, timezone, isActive, recipients, format } = schedule;
  const card = catalogue?.data.find((each) => each.name === report);
  const deed = (what: string, act: () => Promise<unknown>): void => {
    if (busy) return;
    setBusy(what);
    setError(null);
    act()
      .catch(setError)
      .finally(() => {
        setBusy(null);
        void queries.invalidateQueries({ queryKey: SCHEDULES });
      });
  };
  const button = (what: 'run' | 'pause' | 'resume' | 'change' | 'delete', act: () => void) => (
    <button
      type="button"
      aria-busy={busy === what}
      aria-label={t('deedOf', { deed: t(what), name })}
      onClick={act}
    >
      {t(what)}
    </button>
  );
  return (
    <article className="file" data-schedule={id} data-active={isActive} aria-label={name}>
      <p>
        <strong>
          <bdi>{name}</bdi>
        </strong>{' '}
        <span className="status">{t(isActive ? 'active' : 'paused')}</span>
      </p>
      <p>
        <bdi>
          {titleOf(catalogue, report)}, {format.toUpperCase()} · {asked(card, params)}
          {period !== null && ` · ${t(`periods.${period}`)}`}
        </bdi>
      </p>
      <p>
        {t('to')} <bdi>{recipients.join(', ')}</bdi>
      </p>
      {schedule.nextRunAt !== null && (
        <p>
          {t('next')} <Moment at={schedule.nextRunAt} />
        </p>
      )}
      {schedule.lastRunAt !== null && (
        <p>
          {t('last')} <Moment at={schedule.lastRunAt} />
        </p>
      )}
      {schedule.consecutiveSkips > 0 && (
        <p className="trouble" role="note">
          {t('skipped', { count: schedule.consecutiveSkips })} <bdi>{schedule.lastSkipReason}</bdi>
        </p>
      )}
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{t('showRuns')}</summary>
        {isOpen && <NextRuns cron={cron} timezone={timezone} period={period ?? undefined} />}
      </details>
      <p className="row">
        {button('run', () =>
          deed('run', async () => {
            await runNow(id, run.current);
            run.current = newKey();
            toast(t('runs', { name }));
          }),
        )}
        {isActive
          ? button('pause', () => deed('pause', () => setActive(schedule, false)))
          : button('resume', () => deed('resume', () => setActive(schedule, true)))}
        {card && button('change', () => setDialog('change'))}
        {button('delete', () => setDialog('delete'))}
      </p>
      <Trouble error={error} />
      {dialog === 'change' && card && (
        <ScheduleForm card={card} schedule={schedule} close={() => setDialog(null)} />
      )}
      {dialog === 'delete' && (
        <Dialog title={t('deleteOf', { name })} close={() => setDialog(null)}>
          <p>{t('deleteWhat')}</p>
          <Sending
            submit={t('delete')}
            send={async () => {
              await deleteSchedule(schedule);
              toast(t('deleted', { name }));
              setDialog(null);
              await queries.invalidateQueries({ queryKey: SCHEDULES });
            }}
          >
            {null}
          </Sending>
        </Dialog>
      )}
    </article>
  );
}
