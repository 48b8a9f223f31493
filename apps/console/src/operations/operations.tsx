import { unwrap } from '@antrean/client';
import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Crash, Trouble } from '../trouble.tsx';
import { useWho } from '../who.tsx';
import { DeadLetters } from './dead-letters.tsx';
import { Mails } from './mails.tsx';
import { Figure, Moment, Table, useDuration } from './parts.tsx';

/** Nothing is asked while nobody sees the page. */
const LIVE_MS = 2_000;
const SLOW_MS = 10_000;

/** What whoever runs the system looks at: what is promised first, then where everything stands. */
export function Operations() {
  const t = useTranslations('operations');
  const { may } = useWho();
  return (
    <>
      <Promises title={t('title')} />
      <Log />
      <Jobs />
      {may('operations.manage-dead-letters') && <DeadLetters />}
      {may('notifications.oversee') && <Mails />}
      <Services />
      <Breakers />
    </>
  );
}

function Promises({ title }: { title: string }) {
  const t = useTranslations('operations');
  const duration = useDuration();
  const format = useFormatter();
  const found = useQuery({
    queryKey: ['operations', 'invariants'],
    queryFn: () => unwrap(api.GET('/api/admin/invariants')),
    refetchInterval: LIVE_MS,
  });
  if (found.isError && !found.data) return <Crash error={found.error} reset={() => void found.refetch()} />;
  const invariants = found.data?.invariants ?? [];
  const broken = invariants.filter(({ holds }) => holds === false).length;
  return (
    <>
      <div className="head">
        <h1>{title}</h1>
        <p aria-live="polite" data-bad={broken > 0}>
          {found.data && (broken > 0 ? t('broken', { count: broken }) : t('allHolds'))}
        </p>
      </div>
      <ul className="promises" aria-label={t('promises')}>
        {invariants.map(({ name, holds, promise, remedy, figure, bound, unit }) => {
          const say = (n: number): string => (unit === 'seconds' ? duration(n) : format.number(n));
          return (
            <li key={name} data-invariant={name} data-holds={String(holds)}>
              <strong>{holds === null ? t('unknown') : t(holds ? 'holds' : 'breaks')}</strong> {promise}
              {holds === false && figure !== null && (
                <> ({t('found', { figure: say(figure), bound: say(bound) })})</>
              )}
              {holds === false && remedy !== null && <p>{remedy}</p>}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Log() {
  const t = useTranslations('operations');
  const duration = useDuration();
  const log = useQuery({
    queryKey: ['operations', 'consumers'],
    queryFn: () => unwrap(api.GET('/api/admin/consumers')),
    refetchInterval: LIVE_MS,
  });
  return (
    <section aria-labelledby="log">
      <h2 id="log">{t('log')}</h2>
      <Trouble error={log.isError ? log.error : null} />
      {log.data && (
        <>
          <dl className="facts">
            <Figure label={t('head')}>{log.data.headSeq}</Figure>
            <Figure label={t('unnumbered')} bad={log.data.oldestUnnumberedSeconds > 30}>
              {log.data.unnumbered}
              {log.data.unnumbered > 0 && <small> {duration(log.data.oldestUnnumberedSeconds)}</small>}
            </Figure>
          </dl>
          <Table
            label={t('log')}
            heads={[t('consumer'), t('lag'), t('oldest'), t('dead'), t('retrying'), t('standsAt')]}
          >
            {log.data.consumers.map(({ name, lag, oldestSeconds, dead, retrying, waitsAt }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="number">{lag}</td>
                <td className="number">{lag > 0 ? duration(oldestSeconds) : '–'}</td>
                <td className="number" data-bad={dead > 0}>
                  {dead}
                </td>
                <td className="number">{retrying}</td>
                <td data-bad={waitsAt !== null}>
                  {waitsAt ? (
                    <>
                      #{waitsAt.seq} <bdi>{waitsAt.error}</bdi>
                    </>
                  ) : (
                    '–'
                  )}
                </td>
              </tr>
            ))}
          </Table>
        </>
      )}
    </section>
  );
}

function Jobs() {
  const t = useTranslations('operations');
  const jobs = useQuery({
    queryKey: ['operations', 'jobs'],
    queryFn: async () => {
      const count = async (state: 'pending' | 'enqueued' | 'dead'): Promise<number> =>
        (await unwrap(api.GET('/api/admin/jobs', { params: { query: { state, limit: 1 } } }))).total;
      const [pending, enqueued, dead] = await Promise.all([
        count('pending'),
        count('enqueued'),
        count('dead'),
      ]);
      return { pending, enqueued, dead };
    },
    refetchInterval: LIVE_MS * 2,
  });
  return (
    <section aria-labelledby="jobs">
      <h2 id="jobs">{t('jobs')}</h2>
      <Trouble error={jobs.isError ? jobs.error : null} />
      {jobs.data && (
        <dl className="facts">
          <Figure label={t('pending')}>{jobs.data.pending}</Figure>
          <Figure label={t('enqueued')}>{jobs.data.enqueued}</Figure>
          <Figure label={t('dead')} bad={jobs.data.dead > 0}>
            {jobs.data.dead}
          </Figure>
        </dl>
      )}
      <p>
        <a href="/admin/queues">{t('queueConsole')}</a>
      </p>
    </section>
  );
}

/** What the processes say by Redis. Without it nothing of that is known, and nothing of it is shown as if it were. */
function Services() {
  const t = useTranslations('operations');
  const format = useFormatter();
  const services = useQuery({
    queryKey: ['operations', 'services'],
    queryFn: () => unwrap(api.GET('/api/admin/services')),
    refetchInterval: LIVE_MS * 2,
  });
  const { stale = false, asOf = null, services: list = [] } = services.data ?? {};
  return (
    <section aria-labelledby="services" data-stale={stale}>
      <h2 id="services">{t('services')}</h2>
      <Trouble error={services.isError ? services.error : null} />
      {stale && (
        <p role="alert" className="trouble">
          {t('redisAway', {
            at:
              asOf === null
                ? t('unknown')
                : format.dateTime(new Date(asOf), { dateStyle: 'short', timeStyle: 'medium' }),
          })}
        </p>
      )}
      {services.data && list.length === 0 && <p className="empty">{t('noService')}</p>}
      {list.length > 0 && (
        <Table
          label={t('services')}
          heads={[t('process'), t('state'), t('load'), t('lacks'), t('version'), t('lastBeat')]}
        >
          {list.map(({ name, instance, host, state, load, lacks, version, lastBeatAt }) => (
            <tr key={instance}>
              <th scope="row">
                {name} <small>{host ?? instance}</small>
              </th>
              <td data-bad={!stale && state !== 'up'}>{stale ? t('unknown') : t(`states.${state}`)}</td>
              <td className="number">{stale ? t('unknown') : load}</td>
              <td data-bad={!stale && lacks.length > 0}>{stale ? t('unknown') : lacks.join(', ') || '–'}</td>
              <td>{version}</td>
              <td>
                <Moment at={lastBeatAt} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}

function Breakers() {
  const t = useTranslations('operations');
  const breakers = useQuery({
    queryKey: ['operations', 'breakers'],
    queryFn: () => unwrap(api.GET('/api/admin/breakers')),
    refetchInterval: SLOW_MS,
  });
  return (
    <section aria-labelledby="breakers">
      <h2 id="breakers">{t('breakers')}</h2>
      <Trouble error={breakers.isError ? breakers.error : null} />
      {breakers.data?.breakers.length === 0 && <p className="empty">{t('noBreaker')}</p>}
      {breakers.data && breakers.data.breakers.length > 0 && (
        <Table
          label={t('breakers')}
          heads={[t('target'), t('process'), t('state'), t('failures'), t('error')]}
        >
          {breakers.data.breakers.map(({ kind, target, service, state, recent, lastError }) => (
            <tr key={`${service.instance} ${kind} ${target}`}>
              <th scope="row">
                {kind} <small>{target}</small>
              </th>
              <td>{service.name}</td>
              <td data-bad={state !== 'closed'}>{t(state)}</td>
              <td className="number">
                {recent.failures} / {recent.calls}
              </td>
              <td>
                <bdi>{lastError ?? '–'}</bdi>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
