import { ApiProblem } from '@antrean/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { POLL_MS, useFeedState } from '../badge.tsx';
import { useKeys } from '../keys.tsx';
import { OwnTexts } from '../own-texts.tsx';
import { Crash } from '../trouble.tsx';
import { useWho } from '../who.tsx';
import { Clearing, Override, raisedOf, useAcknowledge } from './care.tsx';
import { DeviceTokens } from './device-tokens.tsx';
import { ClockSkew, History, PastAlarms } from './history.tsx';
import { machineKey, readMachine, useOutlets, type Machine, type OpenAlarm } from './machine-data.ts';
import { useMachineEvents } from './machine-events.ts';
import { MachineForm, Removing } from './machine-form.tsx';
import { AlarmLine, Fill, MACHINE_TEXTS, Since, StatusMark } from './parts.tsx';
import './machines.css';

/** Heartbeats are told to nobody. */
const LOOK_MS = 15_000;

/** One machine: how it is, what has to be seen to, what became of it, and how it is let in. */
export function MachineScreen() {
  return (
    <OwnTexts texts={MACHINE_TEXTS}>
      <Shown />
    </OwnTexts>
  );
}

function Shown() {
  const t = useTranslations('machines');
  const id = Number(useParams({ from: '/machines/$id' }).id);
  const { may } = useWho();
  const { kind } = useFeedState();
  useMachineEvents();
  const machine = useQuery({
    queryKey: machineKey(id),
    queryFn: () => readMachine(id),
    refetchInterval: kind === 'live' ? LOOK_MS : POLL_MS,
  });
  if (machine.error instanceof ApiProblem && machine.error.problem.status === 404)
    return (
      <p className="empty" role="alert">
        {t('gone')} <Link to="/machines">{t('title')}</Link>
      </p>
    );
  if (machine.isError && !machine.data)
    return <Crash error={machine.error} reset={() => void machine.refetch()} />;
  if (!machine.data) return <p className="empty">{t('loading')}</p>;
  const shown = machine.data;
  return (
    <div className="machine" data-machine={shown.code}>
      <p>
        <Link to="/machines" className="back">
          {t('title')}
        </Link>
      </p>
      <div className="head">
        <h1>
          <bdi>{shown.code}</bdi>
        </h1>
        <p>
          <bdi>{shown.name}</bdi>
        </p>
        <StatusMark machine={shown} />
      </div>
      {shown.alarms.some((each) => each.kind === 'FLAPPING') && <p className="news">{t('flapping')}</p>}
      {shown.lastHeardAt === null && <Setup machine={shown} />}
      <ClockSkew id={id} />
      <Facts machine={shown} />
      <OpenAlarms machine={shown} />
      <Override machine={shown} mayOperate={may('rvms.operate')} />
      {may('rvms.manage') && <DeviceTokens machine={shown} />}
      <PastAlarms id={id} />
      <History id={id} />
      {may('rvms.manage') && <Manage machine={shown} />}
    </div>
  );
}

function Facts({ machine }: { machine: Machine }) {
  const t = useTranslations('machines');
  const format = useFormatter();
  const outlets = useOutlets();
  const { fillPercent, lastHeardAt, statusSince, message, location, outletId, capacity, collected } = machine;
  const outlet = outlets.data?.find(({ id }) => id === outletId)?.name;
  return (
    <dl className="facts">
      <div>
        <dt>{t('heads.fill')}</dt>
        <dd>
          <Fill percent={fillPercent} />
        </dd>
      </div>
      <div>
        <dt>{t('heads.heard')}</dt>
        <dd>{lastHeardAt === null ? t('never') : <Since at={lastHeardAt} />}</dd>
      </div>
      <div>
        <dt>{t('since')}</dt>
        <dd>
          <Since at={statusSince} />
        </dd>
      </div>
      <div>
        <dt>{t('address')}</dt>
        <dd>
          <bdi>{location.address}</bdi>
        </dd>
      </div>
      {outlet !== undefined && (
        <div>
          <dt>{t('outlet')}</dt>
          <dd>
            <bdi>{outlet}</bdi>
          </dd>
        </div>
      )}
      <div>
        <dt>{t('capacity')}</dt>
        <dd>{format.number(capacity)}</dd>
      </div>
      {Object.entries(collected).map(([material, count]) => (
        <div key={material}>
          <dt>{t('collected', { material })}</dt>
          <dd>{format.number(count)}</dd>
        </div>
      ))}
      {message !== null && (
        <div className="note">
          <dt>{t('said')}</dt>
          <dd>
            <bdi>{message}</bdi>
          </dd>
        </div>
      )}
    </dl>
  );
}

function OpenAlarms({ machine }: { machine: Machine }) {
  const t = useTranslations('machines');
  const { may } = useWho();
  const acknowledge = useAcknowledge();
  const [clearing, setClearing] = useState<OpenAlarm | null>(null);
  const mayOperate = may('rvms.operate');
  useKeys(mayOperate ? [{ key: 'x', says: 'acknowledge', run: () => acknowledge(machine), once: true }] : []);
  return (
    <section aria-labelledby="alarms">
      <h2 id="alarms">{t('heads.alarms')}</h2>
      {machine.alarms.length === 0 && <p>{t('noAlarm')}</p>}
      <ul className="alarms">
        {machine.alarms.map((alarm) => (
          <li key={alarm.id} className="row">
            <AlarmLine alarm={alarm} />
            {alarm.message !== null && <bdi>{alarm.message}</bdi>}
            {mayOperate && (
              <button
                type="button"
                aria-label={t('clearOf', { kind: t(`kinds.${alarm.kind}`), code: machine.code })}
                onClick={() => setClearing(alarm)}
              >
                {t('clear')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayOperate && raisedOf(machine).length > 0 && (
        <button type="button" className="primary" onClick={() => acknowledge(machine)}>
          {t('acknowledge')}
        </button>
      )}
      {clearing && <Clearing code={machine.code} alarm={clearing} close={() => setClearing(null)} />}
    </section>
  );
}

/** For whoever brings a machine in that was never heard. */
function Setup({ machine: { id } }: { machine: Machine }) {
  const t = useTranslations('machines');
  const address = `${location.origin}/api/rvms/${id}`;
  const example = [
    `curl -X POST ${address}/heartbeat -H "Authorization: Bearer $TOKEN"`,
    `curl -X POST ${address}/status -H "Authorization: Bearer $TOKEN" \\`,
    `  -H 'Content-Type: application/json' -d '{"status":"ONLINE","fillPercent":0,"seq":1}'`,
  ].join('\n');
  return (
    <section aria-labelledby="setup">
      <h2 id="setup">{t('setup')}</h2>
      <p>{t('setupHow')}</p>
      <pre tabIndex={0} role="group" aria-labelledby="setup">
        {example}
      </pre>
    </section>
  );
}

function Manage({ machine }: { machine: Machine }) {
  const t = useTranslations('machines');
  const [open, setOpen] = useState<'change' | 'remove' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <section aria-labelledby="manage">
      <h2 id="manage">{t('manage')}</h2>
      <p className="row">
        <button type="button" onClick={() => setOpen('change')}>
          {t('change')}
        </button>
        <button type="button" onClick={() => setOpen('remove')}>
          {t('remove')}
        </button>
      </p>
      {open === 'change' && <MachineForm machine={machine} close={close} />}
      {open === 'remove' && <Removing machine={machine} close={close} />}
    </section>
  );
}
