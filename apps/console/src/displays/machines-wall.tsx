import { unwrap, type paths } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { POLL_MS, useFeed, useFeedState } from '../badge.tsx';
import { Moment, Table } from '../operations/parts.tsx';
import { Crash } from '../trouble.tsx';

type Machine = paths['/api/rvms']['get']['responses'][200]['content']['application/json']['data'][number];
const KEY = ['machines', 'wall'] as const;
/** The worst first: that is what somebody has to go to. */
const ORDER = ['FAULT', 'FULL', 'OFFLINE', 'MAINTENANCE', 'UNKNOWN', 'ONLINE'] as const;
const PAGE = 200;
/** Whoever has more hangs up more screens, each for its outlet. */
const MOST_PAGES = 5;
/** Heartbeats are told to nobody, so when a machine was heard last is read now and then. */
const LOOK_MS = 60_000;
/** Changes that come together are read together. */
const TOGETHER_MS = 500;

async function readMachines(): Promise<Machine[]> {
  const machines: Machine[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query: NonNullable<paths['/api/rvms']['get']['parameters']['query']> = {
      limit: PAGE,
      ...(after === null ? {} : { after }),
    };
    const answer = await unwrap(api.GET('/api/rvms', { params: { query } }));
    machines.push(...answer.data);
    after = answer.next;
    if (after === null) break;
  }
  const rank = ({ status }: Machine): number => ORDER.indexOf(status);
  return machines.toSorted(
    (one, other) => rank(one) - rank(other) || (other.fillPercent ?? 0) - (one.fillPercent ?? 0),
  );
}

/** How the machines are, for a screen on a wall. */
export function MachinesWall() {
  const t = useTranslations('displays');
  const format = useFormatter();
  const queries = useQueryClient();
  const feed = useFeed();
  const { kind } = useFeedState();
  const machines = useQuery({
    queryKey: KEY,
    queryFn: readMachines,
    refetchInterval: kind === 'live' ? LOOK_MS : POLL_MS,
  });
  useEffect(() => {
    if (!feed) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({ queryKey: KEY });
      }, TOGETHER_MS);
    };
    const ends = [
      feed.on('rvm.created', look),
      feed.on('rvm.updated', look),
      feed.on('rvm.status.changed', look),
      feed.on('rvm.overridden', look),
      feed.on('rvm.deleted', look),
    ];
    return () => {
      clearTimeout(timer);
      for (const end of ends) end();
    };
  }, [feed, queries]);
  if (machines.isError && !machines.data)
    return <Crash error={machines.error} reset={() => void machines.refetch()} />;
  const all = machines.data ?? [];
  return (
    <>
      <div className="head">
        <h1>{t('screens.machines')}</h1>
        <p aria-live="polite">{machines.data && t('total', { count: all.length })}</p>
      </div>
      <ul className="tiles">
        {ORDER.map((status) => (
          <li
            key={status}
            className="tile"
            data-bad={status === 'FAULT' && all.some((each) => each.status === status)}
          >
            <h2>{t(`statuses.${status}`)}</h2>
            <p className="big">{format.number(all.filter((each) => each.status === status).length)}</p>
          </li>
        ))}
      </ul>
      {all.length > 0 && (
        <Table label={t('screens.machines')} heads={[t('machine'), t('status'), t('fill'), t('heard')]}>
          {all.map(({ id, code, name, status, fillPercent, lastHeardAt }) => (
            <tr key={id} data-machine={code}>
              <th scope="row">
                {code} <bdi>{name}</bdi>
              </th>
              <td data-bad={status === 'FAULT' || status === 'OFFLINE'}>{t(`statuses.${status}`)}</td>
              <td className="number">
                {fillPercent === null ? '–' : format.number(fillPercent / 100, { style: 'percent' })}
              </td>
              <td>{lastHeardAt === null ? '–' : <Moment at={lastHeardAt} />}</td>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}
