import { useFormatter, useTranslations } from 'use-intl';
import { useFeedState, useFreshness } from '../badge.tsx';
import { useShifts } from '../orders/orders.tsx';
import { nextShift, type Day } from './kitchen-data.ts';
import type { Steps } from './use-steps.ts';

export function OfflineBanner() {
  const t = useTranslations('kitchen');
  const format = useFormatter();
  const state = useFeedState();
  const freshness = useFreshness();
  if (freshness !== 'offline' || state.kind !== 'away') return null;
  const at = format.dateTime(state.since, { hour: '2-digit', minute: '2-digit' });
  return (
    <p className="kitchen-offline" role="alert">
      {t('offline', { at })}
    </p>
  );
}

export function DaySummary({ day: { orders, averageSeconds } }: { day: Day }) {
  const t = useTranslations('kitchen');
  const minutes = Math.round((averageSeconds ?? 0) / 6) / 10;
  return (
    <>
      {t('today', { count: orders })}
      {averageSeconds !== null && `, ${t('average', { minutes })}`}
    </>
  );
}

export function Recent({ steps: { recent, recall } }: { steps: Steps }) {
  const t = useTranslations();
  if (recent.length === 0) return null;
  return (
    <p className="row kitchen-recent">
      {recent
        .slice(-3)
        .toReversed()
        .map((step) => (
          <button key={`${step.orderId} ${step.to}`} type="button" onClick={() => recall(step)}>
            ↩ {t('kitchen.recall', { code: step.code, status: t(`status.${step.to}`) })}
          </button>
        ))}
    </p>
  );
}

/** Nothing to do: the time, and when it goes on. */
export function Night({ now, day }: { now: number; day: Day | undefined }) {
  const t = useTranslations('kitchen');
  const shifts = useShifts();
  const time = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    ...(day ? { timeZone: day.timeZone } : {}),
  }).format(now);
  const next = nextShift(shifts.data?.filter(({ isActive }) => isActive) ?? [], time);
  return (
    <div className="kitchen-night">
      <time>{time}</time>
      <p>{t('nothing')}</p>
      {next && (
        <p>
          <bdi>{t('nextShift', { name: next.name, time: next.startsAt })}</bdi>
        </p>
      )}
    </div>
  );
}
