import { ApiProblem, done, unwrap } from '@antrean/client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Dialog } from '../dialog.tsx';
import { Sending, textOf } from '../form.tsx';
import { Moment } from '../operations/parts.tsx';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import { MACHINES, type Machine, type OpenAlarm } from './machine-data.ts';
import { StatusName } from './parts.tsx';

export const raisedOf = ({ alarms }: Machine): OpenAlarm[] =>
  alarms.filter(({ state }) => state === 'raised');

/** Says that somebody sees to whatever a machine has raised and nobody sees to. */
export function useAcknowledge(): (machine: Machine) => void {
  const t = useTranslations();
  const queries = useQueryClient();
  return (machine) => {
    const raised = raisedOf(machine);
    if (raised.length === 0) return toast(t('machines.nothingRaised', { code: machine.code }));
    Promise.all(
      raised.map(({ id }) =>
        unwrap(api.POST('/api/rvm-alarms/{id}/acknowledge', { params: { path: { id } } })),
      ),
    )
      .then(
        () => toast(t('machines.acknowledgedNow', { code: machine.code })),
        // Somebody else was first, or it is over: the api says which.
        (error: unknown) =>
          toast(error instanceof ApiProblem ? `${machine.code}: ${error.message}` : t('problem.unreachable')),
      )
      .finally(() => queries.invalidateQueries({ queryKey: MACHINES }));
  };
}

/** @param alarm what is over */
export function Clearing({
  code,
  alarm,
  close,
}: {
  code: string;
  alarm: Pick<OpenAlarm, 'id' | 'kind'>;
  close: () => void;
}) {
  const t = useTranslations('machines');
  const queries = useQueryClient();
  return (
    <Dialog title={t('clearOf', { kind: t(`kinds.${alarm.kind}`), code })} close={close}>
      <p>{t('clearWhy')}</p>
      <Sending
        submit={t('clear')}
        send={async (form) => {
          const note = textOf(form, 'note').trim();
          await unwrap(
            api.POST('/api/rvm-alarms/{id}/clear', {
              params: { path: { id: alarm.id } },
              body: { note: note === '' ? null : note },
            }),
          );
          void queries.invalidateQueries({ queryKey: MACHINES });
          toast(t('cleared', { code }));
          close();
        }}
      >
        <label className="field">
          {t('note')}
          <textarea name="note" maxLength={500} rows={3} autoFocus />
        </label>
      </Sending>
    </Dialog>
  );
}

const OVERRIDES = ['MAINTENANCE', 'ONLINE', 'FULL', 'FAULT', 'OFFLINE'] as const;
const HOUR_MS = 3_600_000;
const MOST_DAYS = 30;

/** As fields for a date and a time have it: by the clocks of this device. */
const fieldOf = (instant: number): string =>
  new Date(instant - new Date(instant).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

/** What somebody says of a machine for a while, and its end. */
export function Override({ machine, mayOperate }: { machine: Machine; mayOperate: boolean }) {
  const t = useTranslations('machines');
  const queries = useQueryClient();
  const [isSaying, setSaying] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const { id, code, override, statusBeneath } = machine;
  if (!override && !mayOperate) return null;
  const end = (): void => {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    done(api.DELETE('/api/rvms/{id}/override', { params: { path: { id } } }))
      .then(() => {
        toast(t('overrideEnded', { code }));
        return queries.invalidateQueries({ queryKey: MACHINES });
      }, setError)
      .finally(() => setBusy(false));
  };
  return (
    <section aria-labelledby="override">
      <h2 id="override">{t('override')}</h2>
      {override ? (
        <div data-override={override.status}>
          <p>
            <strong>
              <StatusName status={override.status} />
            </strong>{' '}
            {t('until')} <Moment at={override.until} />. {t('beneath')} <StatusName status={statusBeneath} />
          </p>
          {override.reason !== null && (
            <blockquote>
              <bdi>{override.reason}</bdi>
            </blockquote>
          )}
        </div>
      ) : (
        <p>{t('overrideWhy')}</p>
      )}
      <Trouble error={error} />
      {mayOperate && (
        <p className="row">
          <button type="button" onClick={() => setSaying(true)}>
            {t(override ? 'overrideOther' : 'overrideNow')}
          </button>
          {override && (
            <button type="button" aria-busy={isBusy} onClick={end}>
              {t('overrideEnd')}
            </button>
          )}
        </p>
      )}
      {isSaying && <Saying machine={machine} close={() => setSaying(false)} />}
    </section>
  );
}

function Saying({ machine: { id, code }, close }: { machine: Machine; close: () => void }) {
  const t = useTranslations('machines');
  const queries = useQueryClient();
  const [now] = useState(Date.now);
  return (
    <Dialog title={t('overrideOf', { code })} close={close}>
      <Sending
        submit={t('overrideSend')}
        send={async (form) => {
          const reason = textOf(form, 'reason').trim();
          await unwrap(
            api.PUT('/api/rvms/{id}/override', {
              params: { path: { id } },
              body: {
                status: OVERRIDES.find((each) => each === textOf(form, 'status')) ?? 'MAINTENANCE',
                until: new Date(textOf(form, 'until')).toISOString(),
                reason: reason === '' ? null : reason,
              },
            }),
          );
          void queries.invalidateQueries({ queryKey: MACHINES });
          toast(t('overrideSaid', { code }));
          close();
        }}
      >
        <label className="field">
          {t('overrideStatus')}
          <select name="status" autoFocus>
            {OVERRIDES.map((each) => (
              <option key={each} value={each}>
                <StatusName status={each} />
              </option>
            ))}
          </select>
          <small>{t('overrideQuiet')}</small>
        </label>
        <label className="field">
          {t('overrideUntil')}
          <input
            name="until"
            type="datetime-local"
            required
            min={fieldOf(now)}
            max={fieldOf(now + MOST_DAYS * 24 * HOUR_MS)}
            defaultValue={fieldOf(now + 4 * HOUR_MS)}
          />
          <small>{t('overrideUntilHint', { days: MOST_DAYS })}</small>
        </label>
        <label className="field">
          {t('reason')}
          <textarea name="reason" maxLength={500} rows={2} />
        </label>
      </Sending>
    </Dialog>
  );
}
