import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useDuration } from '../operations/parts.tsx';
import { useWho } from '../who.tsx';
import type { Machine, OpenAlarm, Status } from './machine-data.ts';
import { machinesEn } from './text-en.ts';
import { machinesId } from './text-id.ts';

export const MACHINE_TEXTS = { id: { machines: machinesId }, en: { machines: machinesEn } };

const TICK_MS = 5_000;

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** How long something has been so; the instant itself on hover. */
export function Since({ at }: { at: string }) {
  const duration = useDuration();
  const seconds = Math.max(0, (useNow() - Date.parse(at)) / 1_000);
  return (
    <time dateTime={at} title={new Date(at).toString()}>
      {duration(seconds)}
    </time>
  );
}

export function StatusMark({ machine: { status, override, alarms } }: { machine: Machine }) {
  const t = useTranslations('machines');
  return (
    <span className="row">
      <span className="status" data-machine-status={status}>
        <StatusName status={status} />
      </span>
      {override && <small>{t('overridden')}</small>}
      {alarms.some(({ kind }) => kind === 'FLAPPING') && <small>{t('kinds.FLAPPING')}</small>}
    </span>
  );
}

export function StatusName({ status }: { status: Status }) {
  return <>{useTranslations('displays.statuses')(status)}</>;
}

export function Fill({ percent }: { percent: number | null }) {
  const t = useTranslations('displays');
  const format = useFormatter();
  if (percent === null) return <>–</>;
  return (
    <span className="fill">
      <meter min={0} max={100} high={85} optimum={0} value={percent} aria-label={t('fill')} />
      {format.number(percent / 100, { style: 'percent' })}
    </span>
  );
}

/** An alarm with its age, who sees to it, and the work order that was opened for it. */
export function AlarmLine({ alarm }: { alarm: OpenAlarm }) {
  const t = useTranslations('machines');
  const { who } = useWho();
  const isOwn = who.kind === 'user' && who.me.id === alarm.acknowledgedBy;
  return (
    <span className="row" data-alarm={alarm.kind} data-state={alarm.state}>
      <strong>{t(`kinds.${alarm.kind}`)}</strong>
      <Since at={alarm.raisedAt} />
      <span>{t(alarm.state === 'raised' ? 'raised' : isOwn ? 'yours' : 'acknowledged')}</span>
      <WorkOrderLink alarm={alarm} />
    </span>
  );
}

export function WorkOrderLink({ alarm: { workOrder } }: { alarm: Pick<OpenAlarm, 'workOrder'> }) {
  const { may } = useWho();
  if (!workOrder) return null;
  // Whoever plans work has it on a screen.
  if (!may('work-orders.manage')) return <span>{workOrder.number}</span>;
  return (
    <Link to="/work-orders/$id" params={{ id: String(workOrder.id) }} className="work-order">
      {workOrder.number}
    </Link>
  );
}
