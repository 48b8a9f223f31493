import { unwrap, type paths } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { useKeys } from '../keys.tsx';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import { useWho } from '../who.tsx';
import { Moment } from './parts.tsx';

type TraceOf = paths['/api/trace/{kind}/{key}']['get']['responses'][200]['content']['application/json'];

interface Step {
  readonly at: string;
  readonly what: 'event' | 'job' | 'audit' | 'mail' | 'file' | 'gap';
  readonly id: string;
  readonly text: string;
  readonly proof: string | null;
  readonly letter: string | null;
}
/** What happens in one transaction has one instant; then the order of causes. */
const ORDER: readonly Step['what'][] = ['event', 'audit', 'job', 'mail', 'file', 'gap'];

/** The way of a thing through the system as one time line; `t` shows and hides it. */
export function Trace({ kind, id }: { kind: string; id: string }) {
  const t = useTranslations('trace');
  const { may } = useWho();
  const [isOpen, setOpen] = useState(false);
  const mayTrace = may('operations.trace');
  useKeys(mayTrace ? [{ key: 't', says: 'trace', run: () => setOpen((before) => !before) }] : []);
  if (!mayTrace) return null;
  return (
    <section aria-labelledby="trace-title">
      <h2 id="trace-title">{t('title')}</h2>
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t(isOpen ? 'close' : 'open')}
      </button>
      {isOpen && <TimeLine kind={kind} id={id} />}
    </section>
  );
}

function TimeLine({ kind, id }: { kind: string; id: string }) {
  const t = useTranslations();
  const queries = useQueryClient();
  const { may } = useWho();
  const [error, setError] = useState<unknown>(null);
  const trace = useQuery({
    queryKey: ['trace', kind, id],
    queryFn: () => unwrap(api.GET('/api/trace/{kind}/{key}', { params: { path: { kind, key: id } } })),
    refetchInterval: 3_000,
  });
  const retry = (letter: string): void => {
    setError(null);
    unwrap(api.POST('/api/admin/dead-letters/{id}/retry', { params: { path: { id: letter } } }))
      .then(() => toast(t('operations.retried', { count: 1 })))
      .catch(setError)
      .finally(() => void queries.invalidateQueries({ queryKey: ['trace'] }));
  };
  const { data } = trace;
  if (!data)
    return trace.isError ? <Trouble error={trace.error} /> : <p className="pause">{t('app.loading')}</p>;
  return (
    <>
      <Trouble error={error} />
      <p aria-live="polite" data-bad={data.gaps.length > 0}>
        {data.gaps.length > 0 ? t('trace.missing', { count: data.gaps.length }) : t('trace.whole')}{' '}
        {!data.complete && t('trace.cut')}
      </p>
      <ol className="trace">
        <li data-step="row">
          <Moment at={data.createdAt} /> <span>{t('trace.created', { title: data.title })}</span>
        </li>
        {stepsOf(data, t).map(({ at, what, id: step, text, proof, letter }) => (
          <li key={step} data-step={what}>
            <Moment at={at} /> <strong>{t(`trace.${what}`)}</strong> <bdi>{text}</bdi>
            {proof !== null && <code>{proof}</code>}
            {letter !== null && may('operations.manage-dead-letters') && (
              <button type="button" onClick={() => retry(letter)}>
                {t('operations.retry')}
              </button>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function stepsOf(
  { events, jobs, audit, mails, files, gaps }: TraceOf,
  t: ReturnType<typeof useTranslations<never>>,
): Step[] {
  const none = { proof: null, letter: null };
  const steps: Step[] = [
    ...events.map(({ id, at, name, seq }): Step => ({
      ...{ ...none, what: 'event', id: `event ${id}`, at },
      text: `${name} ${seq === null ? `(${t('trace.unnumbered')})` : `#${seq}`}`,
    })),
    ...audit.map(({ id, at, action, detail, hash }): Step => ({
      ...{ ...none, what: 'audit', id: `audit ${id}`, at },
      ...{ text: `${action}: ${detail}`, proof: hash },
    })),
    ...jobs.map(({ uid, at, name, queue, state, attempts }): Step => ({
      ...{ ...none, what: 'job', id: `job ${uid}`, at },
      text:
        `${name} (${queue}): ${t(`trace.states.${state}`)}` +
        (attempts > 0 ? `, ${t('trace.tries', { count: attempts })}` : ''),
    })),
    ...mails.map(({ id, at, notification, channel, status }): Step => ({
      ...{ ...none, what: 'mail', id: `mail ${id}`, at },
      text: `${notification ?? ''}: ${t(`trace.channels.${channel}`)}, ${t(`operations.statuses.${status}`)}`,
    })),
    ...files.map(({ name, at, sha256 }, place): Step => ({
      ...{ ...none, what: 'file', id: `file ${place}`, at },
      ...{ text: name, proof: sha256 },
    })),
    ...gaps.map(({ kind, at, what, where, letter }, place): Step => ({
      ...{ ...none, what: 'gap', id: `gap ${place}`, at, letter },
      text: t(`trace.gaps.${kind}`, { what, where: where ?? '' }),
    })),
  ];
  return steps.toSorted(
    (one, other) => one.at.localeCompare(other.at) || ORDER.indexOf(one.what) - ORDER.indexOf(other.what),
  );
}
