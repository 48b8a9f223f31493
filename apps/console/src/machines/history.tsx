import { useInfiniteQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'use-intl';
import { Moment, Table, useDuration } from '../operations/parts.tsx';
import { Trouble } from '../trouble.tsx';
import {
  alarmsKey,
  historyKey,
  readAlarms,
  readHistory,
  type AlarmPage,
  type HistoryPage,
} from './machine-data.ts';
import { StatusName, WorkOrderLink } from './parts.tsx';

/** A clock that is wrong by less is none of anybody's business. */
const SKEW_S = 30;

const useHistory = (id: number) =>
  useInfiniteQuery({
    queryKey: historyKey(id),
    queryFn: ({ pageParam }) => readHistory(id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: HistoryPage) => next,
  });

/** How wrong the clock of the machine is, by its last report that told its time. */
export function ClockSkew({ id }: { id: number }) {
  const t = useTranslations('machines');
  const duration = useDuration();
  const history = useHistory(id);
  const told = history.data?.pages
    .flatMap(({ data }) => data)
    .find(({ reportedAt, isLate }) => reportedAt !== null && !isLate);
  if (!told?.reportedAt) return null;
  const ahead = (Date.parse(told.reportedAt) - Date.parse(told.at)) / 1_000;
  if (Math.abs(ahead) < SKEW_S) return null;
  return (
    <p className="news" data-skew={Math.round(ahead)}>
      {t(ahead > 0 ? 'skewAhead' : 'skewBehind', { by: duration(Math.abs(ahead)) })}
    </p>
  );
}

/** What became of a machine, the newest first. */
export function History({ id }: { id: number }) {
  const t = useTranslations('machines');
  const format = useFormatter();
  const history = useHistory(id);
  const entries = history.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t('history')}</h2>
      <Trouble error={history.data ? null : history.error} />
      {history.data && entries.length === 0 && <p>{t('noHistory')}</p>}
      {entries.length > 0 && (
        <Table
          label={t('history')}
          heads={[t('at'), t('heads.status'), t('heads.fill'), t('counted'), t('cause'), t('said')]}
        >
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td>
                <Moment at={entry.at} />
              </td>
              <td>
                {entry.previousStatus !== null && (
                  <>
                    <StatusName status={entry.previousStatus} /> →{' '}
                  </>
                )}
                <StatusName status={entry.status} />
              </td>
              <td className="number">
                {entry.fillPercent === null
                  ? '–'
                  : format.number(entry.fillPercent / 100, { style: 'percent' })}
              </td>
              <td>
                {Object.entries(entry.deltas ?? {})
                  .map(([material, count]) => `${material} +${format.number(count)}`)
                  .join(', ')}
                {entry.countersReset && ` ${t('wasReset')}`}
              </td>
              <td>
                {t(`causes.${entry.cause}`)}
                {entry.isLate && ` ${t('late')}`}
              </td>
              <td>
                <bdi>{entry.message}</bdi>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {history.hasNextPage && (
        <button
          type="button"
          aria-busy={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {t('moreHistory')}
        </button>
      )}
    </section>
  );
}

/** The alarms that there were, the newest first. */
export function PastAlarms({ id }: { id: number }) {
  const t = useTranslations('machines');
  const list = useInfiniteQuery({
    queryKey: alarmsKey(id),
    queryFn: ({ pageParam }) => readAlarms(id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: AlarmPage) => next,
  });
  const over = list.data?.pages.flatMap(({ data }) => data).filter(({ state }) => state === 'cleared') ?? [];
  if (over.length === 0 && !list.hasNextPage) return <Trouble error={list.data ? null : list.error} />;
  return (
    <section aria-labelledby="past-alarms">
      <h2 id="past-alarms">{t('pastAlarms')}</h2>
      <Table
        label={t('pastAlarms')}
        heads={[t('kind'), t('from'), t('to'), t('endedBy'), t('note'), t('workOrder')]}
      >
        {over.map((alarm) => (
          <tr key={alarm.id} data-past={alarm.kind}>
            <th scope="row">{t(`kinds.${alarm.kind}`)}</th>
            <td>
              <Moment at={alarm.raisedAt} />
            </td>
            <td>{alarm.clearedAt !== null && <Moment at={alarm.clearedAt} />}</td>
            <td>{t(alarm.clearedBy === null ? 'byMachine' : 'byPerson')}</td>
            <td>
              <bdi>{alarm.note}</bdi>
            </td>
            <td>
              <WorkOrderLink alarm={alarm} />
            </td>
          </tr>
        ))}
      </Table>
      {list.hasNextPage && (
        <button type="button" aria-busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('moreAlarms')}
        </button>
      )}
    </section>
  );
}
