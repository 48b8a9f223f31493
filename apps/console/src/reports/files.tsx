import { newKey, unwrap } from '@antrean/client';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { POLL_MS, useFeedState } from '../badge.tsx';
import { Moment } from '../operations/parts.tsx';
import { Trouble } from '../trouble.tsx';
import { titleOf, useAsked, useCatalogue } from './parts.tsx';
import {
  downloadFile,
  formatOf,
  jobKey,
  JOBS,
  makeFile,
  readJobs,
  stateOf,
  verifyFile,
  type Download,
  type JobPage,
  type ReportJob,
  type Verification,
} from './report-data.ts';
import { readParams } from './report-params.ts';

/** The files that somebody has asked for, on whatever screen: how far they are, and where they are. */
export function Files() {
  const t = useTranslations('reports.files');
  const { kind } = useFeedState();
  const list = useInfiniteQuery({
    queryKey: JOBS,
    queryFn: ({ pageParam }) => readJobs(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: JobPage) => next,
    refetchInterval: kind === 'live' ? false : POLL_MS,
  });
  const jobs = list.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <section aria-labelledby="files">
      <h2 id="files">{t('title')}</h2>
      <Trouble error={list.data ? null : list.error} />
      {list.data && jobs.length === 0 && <p className="empty">{t('empty')}</p>}
      <ul className="files">
        {jobs.map((job) => (
          <li key={job.id}>
            <JobCard job={job} />
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

export function JobCard({ job, isAlone = false }: { job: ReportJob; isAlone?: boolean }) {
  const t = useTranslations('reports.files');
  const format = useFormatter();
  const asked = useAsked();
  const { data: catalogue } = useCatalogue();
  const { id, progress, size, sha256, expiresAt, createdAt } = job;
  const title = titleOf(catalogue, job.report);
  const state = stateOf(job);
  const isOpen = state === 'queued' || state === 'running';
  const what = t('of', { title, format: job.format.toUpperCase() });
  return (
    <article className="file" data-job={id} data-state={state} aria-label={what}>
      <p>
        {isAlone ? (
          <strong>{what}</strong>
        ) : (
          <Link to="/reports/files/$id" params={{ id }}>
            {what}
          </Link>
        )}{' '}
        <span className="status" role="status">
          {t(`states.${state}`)}
        </span>
      </p>
      <p>
        <bdi>
          {asked(
            catalogue?.data.find(({ name }) => name === job.report),
            job.params,
          )}
        </bdi>
      </p>
      <p>
        {t('askedAt')} <Moment at={createdAt} />
        {size !== null &&
          ` · ${t('size', { kilobytes: format.number(Math.max(1, Math.round(size / 1_000))) })}`}
        {state === 'completed' && expiresAt !== null && (
          <>
            {' · '}
            {t('until')} <Moment at={expiresAt} />
          </>
        )}
      </p>
      {isOpen && (
        <p className="row">
          <progress max={100} value={progress} aria-label={t('progressOf', { what })} />
          {format.number(progress)} %
        </p>
      )}
      {sha256 !== null && (
        <p className="digest">
          SHA-256 <code>{sha256}</code>
        </p>
      )}
      {state === 'expired' && <p role="note">{t('expired')}</p>}
      {state === 'failed' && (
        <p className="trouble" role="note">
          <bdi>{t('failed', { why: job.error ?? '–' })}</bdi>
        </p>
      )}
      <Deeds job={job} what={what} />
    </article>
  );
}

const ANNOUNCED: Readonly<Record<Download['kind'], string>> = {
  same: 'status',
  unchecked: 'status',
  differs: 'alert',
};

function Deeds({ job, what }: { job: ReportJob; what: string }) {
  const t = useTranslations('reports.files');
  const queries = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [download, setDownload] = useState<Download | null>(null);
  const [verified, setVerified] = useState<Verification | null>(null);
  const again = useRef(newKey());
  const { id } = job;
  const state = stateOf(job);
  const params = { path: { id } };
  const run = (name: string, deed: () => Promise<unknown>): void => {
    if (busy) return;
    setBusy(name);
    setError(null);
    deed()
      .catch(setError)
      .finally(() => {
        setBusy(null);
        void queries.invalidateQueries({ queryKey: JOBS });
        void queries.invalidateQueries({ queryKey: jobKey(id) });
      });
  };
  const button = (
    name: 'download' | 'verify' | 'cancel' | 'retry' | 'again',
    deed: () => Promise<unknown>,
  ) => (
    <button
      type="button"
      className={name === 'download' ? 'primary' : undefined}
      aria-busy={busy === name}
      aria-label={t('deedOf', { deed: t(name), what })}
      onClick={() => run(name, deed)}
    >
      {t(name)}
    </button>
  );
  return (
    <>
      <p className="row">
        {state === 'completed' && (
          <>
            {button('download', async () => setDownload(await downloadFile(job)))}
            {button('verify', async () => setVerified(await verifyFile(id)))}
          </>
        )}
        {(state === 'queued' || state === 'running') &&
          button('cancel', () => unwrap(api.POST('/api/report-jobs/{id}/cancel', { params })))}
        {(state === 'failed' || state === 'cancelled') &&
          button('retry', () => unwrap(api.POST('/api/report-jobs/{id}/retry', { params })))}
        {state === 'expired' &&
          button('again', async () => {
            await makeFile(job.report, readParams(job.params), formatOf(job), again.current);
            again.current = newKey();
          })}
      </p>
      <Trouble error={error} />
      {download && (
        <p
          role={ANNOUNCED[download.kind]}
          data-download={download.kind}
          className={download.kind === 'differs' ? 'trouble' : ''}
        >
          {t(`downloads.${download.kind}`)}
        </p>
      )}
      {verified && (
        <p role="status" data-valid={verified.valid}>
          {verified.valid
            ? t('valid', { key: verified.keyId ?? '–' })
            : t('invalid', { check: t(`checks.${verified.failedAt ?? 'file'}`) })}
        </p>
      )}
    </>
  );
}
