import { ApiProblem, done, ifMatch, newKey, unwrap } from '@antrean/client';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Dialog } from '../dialog.tsx';
import { Sending, textOf } from '../form.tsx';
import { toast } from '../toast.tsx';
import { MACHINES, patchMachine, readMachine, useOutlets, type Machine } from './machine-data.ts';

type Facts = Pick<Machine, 'code' | 'name' | 'location' | 'outletId' | 'capacity'>;

function factsIn(form: FormData): Facts {
  const numberIn = (name: string): number | null => {
    const text = textOf(form, name);
    return text === '' ? null : Number(text);
  };
  return {
    code: textOf(form, 'code').trim(),
    name: textOf(form, 'name').trim(),
    location: { address: textOf(form, 'address').trim(), lat: numberIn('lat'), lng: numberIn('lng') },
    outletId: numberIn('outlet'),
    capacity: Number(textOf(form, 'capacity')),
  };
}

/** @param machine whose facts are changed; absent: another one is registered */
export function MachineForm({ machine, close }: { machine?: Machine; close: () => void }) {
  const t = useTranslations('machines');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const outlets = useOutlets();
  // What was seen when the form was opened, and one machine for one form, however often it is sent.
  const [seen, setSeen] = useState(machine);
  const [news, setNews] = useState<Machine | null>(null);
  const [key] = useState(newKey);
  const register = async (body: Facts): Promise<void> => {
    const made = await unwrap(api.POST('/api/rvms', { body, headers: { 'Idempotency-Key': key } }));
    void queries.invalidateQueries({ queryKey: MACHINES });
    toast(t('added', { code: made.code }));
    close();
    // It needs its token next.
    await navigate({ to: '/machines/$id', params: { id: String(made.id) } });
  };
  const change = async ({ id, version }: Machine, body: Facts): Promise<void> => {
    try {
      const params = { path: { id } };
      const changed = await unwrap(api.PATCH('/api/rvms/{id}', { params, body, headers: ifMatch(version) }));
      patchMachine(queries, id, changed);
      toast(t('changed', { code: changed.code }));
      close();
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.problem.status !== 412) throw error;
      const fresh = await readMachine(id);
      setNews(fresh);
      setSeen(fresh);
    }
  };
  return (
    <Dialog title={machine ? t('changeOf', { code: machine.code }) : t('add')} close={close}>
      {news && <News news={news} />}
      <Sending
        submit={t(news ? 'takeOver' : machine ? 'save' : 'add')}
        send={async (form) => (seen ? change(seen, factsIn(form)) : register(factsIn(form)))}
      >
        <label className="field">
          {t('code')}
          <input
            name="code"
            required
            maxLength={40}
            autoComplete="off"
            autoFocus
            defaultValue={machine?.code}
          />
          <small>{t('codeHint')}</small>
        </label>
        <label className="field">
          {t('name')}
          <input name="name" required maxLength={100} autoComplete="off" defaultValue={machine?.name} />
        </label>
        <label className="field">
          {t('address')}
          <input
            name="address"
            required
            maxLength={200}
            autoComplete="off"
            defaultValue={machine?.location.address}
          />
        </label>
        <label className="field">
          {t('lat')}
          <input
            name="lat"
            type="number"
            step="any"
            min={-90}
            max={90}
            defaultValue={machine?.location.lat ?? ''}
          />
        </label>
        <label className="field">
          {t('lng')}
          <input
            name="lng"
            type="number"
            step="any"
            min={-180}
            max={180}
            defaultValue={machine?.location.lng ?? ''}
          />
        </label>
        <label className="field">
          {t('outlet')}
          <select key={outlets.dataUpdatedAt} name="outlet" defaultValue={machine?.outletId ?? ''}>
            <option value="">{t('noOutlet')}</option>
            {outlets.data?.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          {t('capacity')}
          <input
            name="capacity"
            type="number"
            inputMode="numeric"
            required
            min={1}
            max={1_000_000}
            defaultValue={machine?.capacity}
          />
        </label>
      </Sending>
    </Dialog>
  );
}

/** What somebody else has made of it while the form was open. */
function News({ news: { code, name, location, capacity } }: { news: Machine }) {
  const t = useTranslations('machines');
  return (
    <section className="overlap" role="alert">
      <h3>{t('changedMeanwhile')}</h3>
      <dl>
        {(
          [
            ['code', code],
            ['name', name],
            ['address', location.address],
            ['capacity', String(capacity)],
          ] as const
        ).map(([fact, value]) => (
          <div key={fact}>
            <dt>{t(fact)}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <p>{t('changedChoose')}</p>
    </section>
  );
}

/** Takes a machine away, as it was seen. */
export function Removing({ machine: { id, code, version }, close }: { machine: Machine; close: () => void }) {
  const t = useTranslations('machines');
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (
    <Dialog title={t('removeOf', { code })} close={close}>
      <p>{t('removeWhy')}</p>
      <Sending
        submit={t('remove')}
        send={async () => {
          await done(api.DELETE('/api/rvms/{id}', { params: { path: { id } }, headers: ifMatch(version) }));
          toast(t('removed', { code }));
          close();
          await navigate({ to: '/machines' });
          await queries.invalidateQueries({ queryKey: MACHINES });
        }}
      >
        {null}
      </Sending>
    </Dialog>
  );
}
