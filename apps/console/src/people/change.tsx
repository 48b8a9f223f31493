import { ApiProblem } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { Dialog } from '../dialog.tsx';
import { Sending } from '../form.tsx';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import './roles.css';
import { showChange, type Effect } from './people-data.ts';

export interface Change {
  readonly title: string;
  readonly submit: string;
  /** Of what is to be changed, as it is known now. */
  readonly version: () => number;
  /** What it would do; the api refuses it as it would the change. */
  readonly preview: () => Promise<Effect>;
  /** Does it, if it is still of the version whose effect was shown. */
  readonly apply: (version: number) => Promise<void>;
}

/** Says what a change of rights would do before somebody makes it, and when it acts. */
export function Confirm({ change, close }: { change: Change; close: (isDone: boolean) => void }) {
  const t = useTranslations('people');
  const format = useFormatter();
  const queries = useQueryClient();
  const effect = useQuery({
    queryKey: ['change', change.title],
    queryFn: async () => {
      const version = change.version();
      return { version, ...(await change.preview()) };
    },
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  return (
    <Dialog title={<bdi>{change.title}</bdi>} close={() => close(false)}>
      <Trouble error={effect.error} />
      {effect.isPending && <p>{t('weighing')}</p>}
      {effect.data && (
        <>
          <What effect={effect.data} />
          <Sending
            submit={change.submit}
            send={async () => {
              try {
                await change.apply(effect.data.version);
              } catch (error) {
                // What it would do now is shown, and the next try goes by that.
                if (error instanceof ApiProblem && error.problem.status === 412) {
                  await showChange(queries);
                  await effect.refetch();
                }
                throw error;
              }
              toast(t('acts', { at: format.dateTime(new Date(), { timeStyle: 'medium' }) }));
              void showChange(queries);
              close(true);
            }}
          >
            {null}
          </Sending>
        </>
      )}
    </Dialog>
  );
}

function What({ effect }: { effect: Effect }) {
  const t = useTranslations('people');
  const { users, rights, examples, sessions, sockets } = effect;
  const lost = rights.filter((each) => each.lost > 0);
  const gained = rights.filter((each) => each.gained > 0);
  return (
    <div className="effect" data-users={users} data-sockets={sockets ?? ''}>
      <p>
        <strong>
          {users === 0
            ? t('nobodyChanges')
            : t('whoChanges', { users, lost: lost.length, gained: gained.length })}
        </strong>{' '}
        {sessions > 0 && t('endsSessions', { count: sessions })}{' '}
        {sockets === null ? t('socketsUnknown') : sockets > 0 && t('endsSockets', { count: sockets })}
      </p>
      {lost.length > 0 && (
        <>
          <h3>{t('takes')}</h3>
          <ul className="lost" tabIndex={0} aria-label={t('takes')}>
            {lost.map((each) => (
              <li key={each.right}>
                {each.right} {users > 1 && <small>{t('of', { count: each.lost })}</small>}
              </li>
            ))}
          </ul>
        </>
      )}
      {gained.length > 0 && (
        <>
          <h3>{t('gives')}</h3>
          <ul className="gained" tabIndex={0} aria-label={t('gives')}>
            {gained.map((each) => (
              <li key={each.right}>
                {each.right} {users > 1 && <small>{t('of', { count: each.gained })}</small>}
              </li>
            ))}
          </ul>
        </>
      )}
      {users > 1 && (
        <p>
          {t('whom')}{' '}
          {examples.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <bdi>{name}</bdi>
            </span>
          ))}
          {users > examples.length && ` ${t('andMore', { count: users - examples.length })}`}
        </p>
      )}
    </div>
  );
}
