import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { POLL_MS, useFeedState } from '../badge.tsx';
import { useKeys } from '../keys.tsx';
import { OwnTexts } from '../own-texts.tsx';
import { Crash } from '../trouble.tsx';
import { Card } from './card.tsx';
import { Creation } from './creation.tsx';
import { Loads } from './loads.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { useOperators } from './operators.tsx';
import { WORK_TEXTS } from './texts.ts';
import { Timeline } from './timeline.tsx';
import { useClock } from './use-clock.ts';
import { useMoves } from './use-moves.ts';
import { readWorkFilter, type WorkFilter } from './work-filter.ts';
import {
  boardKey,
  isOpen,
  keepNewer,
  readBoard,
  sortColumn,
  STATUSES,
  type Board as BoardData,
  type Status,
  type WorkOrder,
} from './work-order-data.ts';
import { useWorkOrderEvents } from './work-order-events.ts';
import './work-orders.css';

/** Sockets tell production managers alone; whoever else may plan reads it anew now and then. */
const LOOK_MS = 30_000;
/** So many cards of a column are drawn, and so many more when somebody asks. */
const SHOWN = 30;

/** The work orders by status, for whoever plans them. */
export function WorkBoard() {
  return (
    <OwnTexts texts={WORK_TEXTS}>
      <Board />
    </OwnTexts>
  );
}

function Board() {
  const t = useTranslations();
  const filter = useSearch({ from: '/work-orders' });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { kind } = useFeedState();
  useWorkOrderEvents();
  const board = useQuery({
    queryKey: boardKey(filter.operatorId),
    queryFn: async () => {
      const read = await readBoard(filter.operatorId);
      const known = queries.getQueryData<BoardData>(boardKey(filter.operatorId));
      return { ...read, orders: keepNewer(known?.orders, read.orders) };
    },
    refetchInterval: kind === 'live' ? LOOK_MS : POLL_MS,
  });
  const operators = useOperators();
  const now = useClock();
  const { sending, move } = useMoves();
  const [dragged, setDragged] = useState<WorkOrder | null>(null);
  const [asked, setAsked] = useState<WorkOrder | null>(null);
  const [isCreating, setCreating] = useState(false);
  const content = useRef<HTMLDivElement>(null);
  const orders = board.data?.orders ?? [];

  const cards = (): HTMLElement[] => [
    ...(content.current?.querySelectorAll<HTMLElement>('[data-order] a') ?? []),
  ];
  const step = (by: 1 | -1): void => {
    const all = cards();
    const at = all.findIndex((card) => card === document.activeElement);
    all[at === -1 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]?.focus();
  };
  const askFocused = (): void => {
    const id = Number(document.activeElement?.closest<HTMLElement>('[data-order]')?.dataset['order']);
    setAsked(orders.find((each) => each.id === id) ?? null);
  };
  useKeys([
    { key: 'j', says: 'next', run: () => step(1) },
    { key: 'k', says: 'previous', run: () => step(-1) },
    { key: 'm', says: 'move', run: askFocused },
    { key: 'c', says: 'create', run: () => setCreating(true) },
  ]);
  const narrow = (change: Partial<Record<keyof WorkFilter, unknown>>): void =>
    void navigate({ to: '/work-orders', search: readWorkFilter({ ...filter, ...change }), replace: true });

  if (board.isError && !board.data) return <Crash error={board.error} reset={() => void board.refetch()} />;
  const hasNobody = operators.data?.every((each) => !each.can_take) ?? false;
  const late = orders.filter((each) => isOpen(each) && Date.parse(each.deadline) < now).length;
  return (
    <div className="work" ref={content}>
      <div className="head">
        <h1>{t('work.title')}</h1>
        <p aria-live="polite">
          {late > 0 && <strong data-bad="true">{t('work.lateCount', { count: late })}</strong>}
        </p>
        <button
          type="button"
          aria-pressed={filter.view === 'timeline'}
          onClick={() => narrow({ view: filter.view ? undefined : 'timeline' })}
        >
          {t('work.timeline')}
        </button>
        <button type="button" className="primary" disabled={hasNobody} onClick={() => setCreating(true)}>
          {t('work.create')}
        </button>
      </div>
      {hasNobody && (
        <p className="news" role="status">
          {t('work.nobody')}
        </p>
      )}
      <Loads
        operators={operators.data ?? []}
        chosen={filter.operatorId}
        choose={(operatorId) => narrow({ operatorId })}
        isDragging={dragged !== null}
        drop={(operatorId) => {
          if (dragged && dragged.operator_id !== operatorId) move(dragged, { operator_id: operatorId });
        }}
      />
      {board.data && orders.length === 0 && (
        <p className="empty">{t(filter.operatorId === undefined ? 'work.empty' : 'work.emptyFiltered')}</p>
      )}
      {filter.view === 'timeline' ? (
        <Timeline orders={orders.filter(isOpen)} now={now} />
      ) : (
        <div className="work-columns" aria-busy={board.isPending}>
          {STATUSES.map((status) => (
            <Column
              key={status}
              status={status}
              orders={orders.filter((each) => each.status === status)}
              hidden={board.data?.hidden[status] ?? 0}
              now={now}
              sending={sending}
              drag={setDragged}
              ask={setAsked}
              drop={dragged && dragged.status !== status ? () => move(dragged, { status }) : undefined}
            />
          ))}
        </div>
      )}
      {asked && (
        <MoveDialog
          key={asked.id}
          order={orders.find(({ id }) => id === asked.id) ?? asked}
          close={() => setAsked(null)}
        />
      )}
      {isCreating && <Creation close={() => setCreating(false)} />}
    </div>
  );
}

function Column({
  status,
  orders,
  hidden,
  now,
  sending,
  drag,
  ask,
  drop,
}: {
  status: Status;
  orders: readonly WorkOrder[];
  hidden: number;
  now: number;
  sending: ReadonlySet<number>;
  drag: (order: WorkOrder | null) => void;
  ask: (order: WorkOrder) => void;
  /** Absent where what is dragged would not move. */
  drop: (() => void) | undefined;
}) {
  const t = useTranslations('work');
  const [isOver, setOver] = useState(false);
  const [shown, setShown] = useState(SHOWN);
  const sorted = sortColumn(orders, now);
  return (
    <section
      className="work-column"
      aria-labelledby={`work-${status}`}
      data-column={status}
      data-over={isOver}
      onDragOver={(event) => {
        if (!drop) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        drop?.();
      }}
    >
      <h2 id={`work-${status}`}>
        {t(`statuses.${status}`)} <small>{t('count', { count: orders.length + hidden })}</small>
      </h2>
      <ul>
        {sorted.slice(0, shown).map((order) => (
          <Card
            key={order.id}
            order={order}
            now={now}
            isSending={sending.has(order.id)}
            drag={drag}
            ask={() => ask(order)}
          />
        ))}
      </ul>
      {sorted.length > shown ? (
        <button type="button" onClick={() => setShown(shown + SHOWN)}>
          {t('more')}
        </button>
      ) : (
        hidden > 0 && <p>{t('hidden', { count: hidden })}</p>
      )}
    </section>
  );
}
