import { ApiProblem, done, newKey, unwrap, type paths } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Sending, textOf } from '../form.tsx';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import { readLetterFilter } from './letter-filter.ts';
import { Moment, Table } from './parts.tsx';

type Letter =
  paths['/api/admin/dead-letters']['get']['responses'][200]['content']['application/json']['data'][number];
const SHOWN = 50;
const MOST_RETRIED = 1_000;
const LIVE_MS = 3_000;

/** What was given up: looked at by a filter, counted, and tried again if it is still as many. */
export function DeadLetters() {
  const t = useTranslations('operations');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { mail, ...filter } = useSearch({ from: '/operations' });
  const isFiltered = Object.keys(filter).length > 0;
  const letters = useQuery({
    queryKey: ['operations', 'letters', filter],
    queryFn: () =>
      unwrap(
        api.GET('/api/admin/dead-letters', { params: { query: { ...filter, state: 'dead', limit: SHOWN } } }),
      ),
    refetchInterval: LIVE_MS,
  });
  const retrying = useRef<HTMLDialogElement>(null);
  const [expected, setExpected] = useState(0);
  const [key, setKey] = useState(newKey);
  const [error, setError] = useState<unknown>(null);
  const [skipped, setSkipped] = useState<Letter | null>(null);
  const skipping = useRef<HTMLDialogElement>(null);
  const refresh = (): void => void queries.invalidateQueries({ queryKey: ['operations'] });
  const total = letters.data?.total ?? 0;

  const retryOne = (letter: Letter): void => {
    setError(null);
    const params = { path: { id: letter.id } };
    unwrap(api.POST('/api/admin/dead-letters/{id}/retry', { params }))
      .then(() => toast(t('retried', { count: 1 })))
      .catch(setError)
      .finally(refresh);
  };
  return (
    <section aria-labelledby="letters">
      <h2 id="letters">{t('letters')}</h2>
      <form
        className="filters"
        aria-label={t('filters')}
        key={JSON.stringify(filter)}
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const asked = Object.fromEntries(
            ['kind', 'name', 'consumer', 'queue'].map((name) => [name, textOf(form, name).trim()]),
          );
          void navigate({ to: '/operations', search: readLetterFilter({ ...asked, mail }), replace: true });
        }}
      >
        <label>
          {t('kind')}
          <select name="kind" defaultValue={filter.kind ?? ''}>
            <option value="">{t('all')}</option>
            <option value="event">{t('event')}</option>
            <option value="job">{t('job')}</option>
          </select>
        </label>
        <label>
          {t('name')}
          <input name="name" defaultValue={filter.name} maxLength={100} />
        </label>
        <label>
          {t('consumer')}
          <input name="consumer" defaultValue={filter.consumer} maxLength={100} />
        </label>
        <label>
          {t('jobs')}
          <input name="queue" defaultValue={filter.queue} maxLength={100} />
        </label>
        <button type="submit">{t('apply')}</button>
        {isFiltered && (
          <button
            type="button"
            onClick={() =>
              void navigate({ to: '/operations', search: readLetterFilter({ mail }), replace: true })
            }
          >
            {t('clear')}
          </button>
        )}
      </form>
      <Trouble error={error ?? (letters.isError ? letters.error : null)} />
      <p className="row">
        <span aria-live="polite" data-letters={total}>
          {letters.data && t('fitting', { count: total })}
        </span>
        {total > MOST_RETRIED && <span>{t('tooMany')}</span>}
        {total > 0 && total <= MOST_RETRIED && (
          <button
            type="button"
            onClick={() => {
              // What is confirmed is the number that was shown, whatever comes meanwhile.
              setExpected(total);
              setKey(newKey());
              retrying.current?.showModal();
            }}
          >
            {t('retryAll', { count: total })}
          </button>
        )}
      </p>
      {letters.data && total === 0 && <p className="empty">{t(isFiltered ? 'noLetterFits' : 'noLetter')}</p>}
      {total > 0 && (
        <Table
          label={t('letters')}
          heads={[t('name'), t('where'), t('error'), t('attempts'), t('at'), t('actions')]}
        >
          {letters.data?.data.map((letter) => (
            <tr key={letter.id} data-letter={letter.id}>
              <th scope="row">
                {letter.name} <small>{t(letter.kind)}</small>
              </th>
              <td>{letter.consumer ?? letter.queue}</td>
              <td>
                <bdi>{letter.error}</bdi>
              </td>
              <td className="number">{letter.attempts}</td>
              <td>
                <Moment at={letter.lastAt} />
              </td>
              <td>
                <span className="row">
                  <button
                    type="button"
                    aria-label={t('retryOf', { name: letter.name })}
                    onClick={() => retryOne(letter)}
                  >
                    {t('retry')}
                  </button>
                  <button
                    type="button"
                    aria-label={t('skipOf', { name: letter.name })}
                    onClick={() => {
                      setSkipped(letter);
                      skipping.current?.showModal();
                    }}
                  >
                    {t('skip')}
                  </button>
                </span>
              </td>
            </tr>
          ))}
        </Table>
      )}
      <dialog ref={retrying} aria-labelledby="retrying-title">
        <h2 id="retrying-title">{t('letters')}</h2>
        <p>{t('retryAllWhy', { count: expected })}</p>
        <Sending
          key={key}
          submit={t('confirm', { count: expected })}
          send={async () => {
            try {
              const headers = { 'Idempotency-Key': key };
              const body = { filter, expected };
              const { retried } = await unwrap(api.POST('/api/admin/dead-letters/retry', { body, headers }));
              toast(t('retried', { count: retried }));
              retrying.current?.close();
            } catch (refusal) {
              // A refusal stands for its key; another try is another request.
              if (refusal instanceof ApiProblem && refusal.problem.status === 409) refresh();
              throw refusal;
            }
            refresh();
          }}
        >
          {null}
        </Sending>
        <Close dialog={retrying} />
      </dialog>
      <dialog ref={skipping} aria-labelledby="skipping-title">
        <h2 id="skipping-title">{skipped && t('skipOf', { name: skipped.name })}</h2>
        {skipped && (
          <Sending
            key={skipped.id}
            submit={t('doSkip')}
            send={async (form) => {
              const params = { path: { id: skipped.id } };
              const body = { reason: textOf(form, 'reason') };
              await done(api.POST('/api/admin/dead-letters/{id}/skip', { params, body }));
              toast(t('skipped', { name: skipped.name }));
              skipping.current?.close();
              setSkipped(null);
              refresh();
            }}
          >
            <label className="field">
              {t('reason')}
              <input name="reason" required maxLength={500} />
            </label>
          </Sending>
        )}
        <Close dialog={skipping} />
      </dialog>
    </section>
  );
}

function Close({ dialog }: { dialog: React.RefObject<HTMLDialogElement | null> }) {
  const t = useTranslations('app');
  return (
    <button type="button" onClick={() => dialog.current?.close()}>
      {t('close')}
    </button>
  );
}
