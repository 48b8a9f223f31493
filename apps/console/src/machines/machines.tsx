import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { POLL_MS, useFeedState } from '../badge.tsx';
import { textOf } from '../form.tsx';
import { useKeys } from '../keys.tsx';
import { OwnTexts } from '../own-texts.tsx';
import { toast } from '../toast.tsx';
import { Crash } from '../trouble.tsx';
import { useWho } from '../who.tsx';
import { raisedOf, useAcknowledge } from './care.tsx';
import {
  countsKey,
  listKey,
  readCounts,
  readMachines,
  STATUSES,
  useOutlets,
  type Machine,
  type MachineFilter,
  type MachinePage,
} from './machine-data.ts';
import { useMachineEvents } from './machine-events.ts';
import { readMachineFilter } from './machine-filter.ts';
import { MachineForm } from './machine-form.tsx';
import { AlarmLine, Fill, MACHINE_TEXTS, Since, StatusMark, StatusName } from './parts.tsx';
import './machines.css';

/** Heartbeats are told to nobody, so when a machine was heard last is read now and then. */
const LOOK_MS = 30_000;

/** The machines, those first that somebody has to go to. */
export function Machines() {
  return (
    <OwnTexts texts={MACHINE_TEXTS}>
      <MachineList />
    </OwnTexts>
  );
}

function MachineList() {
  const t = useTranslations('machines');
  const filter = useSearch({ from: '/machines' });
  const { may } = useWho();
  const { kind } = useFeedState();
  const acknowledge = useAcknowledge();
  const [isAdding, setAdding] = useState(false);
  const table = useRef<HTMLTableElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const refetchInterval = kind === 'live' ? LOOK_MS : POLL_MS;
  useMachineEvents();
  const list = useInfiniteQuery({
    queryKey: listKey(filter),
    queryFn: ({ pageParam }) => readMachines(filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: MachinePage) => next,
    refetchInterval,
  });
  const machines = distinct(list.data?.pages.flatMap(({ data }) => data) ?? []);
  const mayOperate = may('rvms.operate');

  const rows = (): HTMLElement[] => [...(table.current?.querySelectorAll<HTMLElement>('tbody th a') ?? [])];
  const move = (by: 1 | -1): void => {
    const all = rows();
    const at = all.findIndex((row) => row === document.activeElement);
    all[at === -1 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]?.focus();
  };
  const acknowledgeFocused = (): void => {
    const row = document.activeElement?.closest('tr[data-machine]');
    const machine = machines.find(({ code }) => code === row?.getAttribute('data-machine'));
    if (machine) acknowledge(machine);
    else toast(t('choose'));
  };
  useKeys([
    { key: 'j', says: 'next', run: () => move(1) },
    { key: 'k', says: 'previous', run: () => move(-1) },
    { key: '/', says: 'filter', run: () => search.current?.focus() },
    ...(mayOperate ? [{ key: 'x', says: 'acknowledge' as const, run: acknowledgeFocused, once: true }] : []),
  ]);
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <div className="machines">
      <div className="head">
        <h1>{t('title')}</h1>
        <p aria-live="polite">{list.data && t('total', { count: list.data.pages[0]?.total ?? 0 })}</p>
        {may('rvms.manage') && (
          <button type="button" className="primary" onClick={() => setAdding(true)}>
            {t('add')}
          </button>
        )}
      </div>
      <Counts filter={filter} refetchInterval={refetchInterval} />
      <Filters filter={filter} search={search} />
      {list.isError && !list.data ? (
        <Crash error={list.error} reset={() => void list.refetch()} />
      ) : list.data && machines.length === 0 ? (
        <p className="empty">{t(isFiltered ? 'emptyFiltered' : 'empty')}</p>
      ) : (
        <div className="scroll">
          <table ref={table} aria-busy={list.isPending}>
            <caption className="unseen">{t('title')}</caption>
            <thead>
              <tr>
                {(['machine', 'status', 'fill', 'heard', 'alarms'] as const).map((head) => (
                  <th key={head} scope="col">
                    {t(`heads.${head}`)}
                  </th>
                ))}
                {mayOperate && <th scope="col">{t('heads.actions')}</th>}
              </tr>
            </thead>
            <tbody>
              {machines.map((machine) => (
                <Row
                  key={machine.id}
                  machine={machine}
                  acknowledge={mayOperate ? () => acknowledge(machine) : null}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.hasNextPage && (
        <button type="button" aria-busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </button>
      )}
      {isAdding && <MachineForm close={() => setAdding(false)} />}
    </div>
  );
}

/** One that moved from page to page while they were read is on both. */
const distinct = (machines: readonly Machine[]): Machine[] => [
  ...new Map(machines.map((machine) => [machine.id, machine])).values(),
];

function Row({ machine, acknowledge }: { machine: Machine; acknowledge: (() => void) | null }) {
  const t = useTranslations('machines');
  const { id, code, name, fillPercent, lastHeardAt, alarms } = machine;
  return (
    <tr data-machine={code}>
      <th scope="row">
        <Link to="/machines/$id" params={{ id: String(id) }} preload="intent">
          <bdi>{code}</bdi>
        </Link>{' '}
        <bdi>{name}</bdi>
      </th>
      <td>
        <StatusMark machine={machine} />
      </td>
      <td>
        <Fill percent={fillPercent} />
      </td>
      <td>{lastHeardAt === null ? t('never') : <Since at={lastHeardAt} />}</td>
      <td>
        {alarms.map((alarm) => (
          <AlarmLine key={alarm.id} alarm={alarm} />
        ))}
      </td>
      {acknowledge && (
        <td>
          {raisedOf(machine).length > 0 && (
            <button type="button" aria-label={t('acknowledgeOf', { code })} onClick={acknowledge}>
              {t('acknowledge')}
            </button>
          )}
        </td>
      )}
    </tr>
  );
}

function Counts({ filter, refetchInterval }: { filter: MachineFilter; refetchInterval: number }) {
  const t = useTranslations('machines');
  const format = useFormatter();
  const { status, ...others } = filter;
  const counts = useQuery({
    queryKey: countsKey(others),
    queryFn: () => readCounts(others),
    refetchInterval,
  });
  return (
    <ul className="tiles" aria-label={t('counts')}>
      {STATUSES.map((each) => {
        const count = counts.data?.[each];
        return (
          <li
            key={each}
            className="tile"
            data-count={each}
            data-bad={each === 'FAULT' && count !== undefined && count > 0}
          >
            <Link
              to="/machines"
              search={each === status ? others : { ...others, status: each }}
              replace
              aria-current={each === status ? 'true' : undefined}
            >
              <StatusName status={each} />
            </Link>
            <p className="big">{count === undefined ? '–' : format.number(count)}</p>
          </li>
        );
      })}
    </ul>
  );
}

function Filters({
  filter,
  search,
}: {
  filter: MachineFilter;
  search: React.RefObject<HTMLInputElement | null>;
}) {
  const t = useTranslations('machines');
  const navigate = useNavigate();
  const outlets = useOutlets();
  const narrow = (change: Record<string, string>): void =>
    void navigate({ to: '/machines', search: readMachineFilter({ ...filter, ...change }), replace: true });
  return (
    <form
      className="filters"
      role="search"
      aria-label={t('filters')}
      onSubmit={(event) => {
        event.preventDefault();
        narrow({ q: textOf(new FormData(event.currentTarget), 'q') });
      }}
    >
      <label>
        {t('text')}
        <input
          key={filter.q ?? ''}
          ref={search}
          name="q"
          type="search"
          maxLength={100}
          defaultValue={filter.q ?? ''}
        />
      </label>
      <label>
        {t('heads.status')}
        <select value={filter.status ?? ''} onChange={({ target }) => narrow({ status: target.value })}>
          <option value="">{t('all')}</option>
          {STATUSES.map((each) => (
            <option key={each} value={each}>
              <StatusName status={each} />
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('outlet')}
        <select value={filter.outletId ?? ''} onChange={({ target }) => narrow({ outletId: target.value })}>
          <option value="">{t('all')}</option>
          {outlets.data?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{t('apply')}</button>
      {Object.keys(filter).length > 0 && (
        <button type="button" onClick={() => void navigate({ to: '/machines', search: {}, replace: true })}>
          {t('clearFilters')}
        </button>
      )}
    </form>
  );
}
