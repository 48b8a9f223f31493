import { unwrap } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { POLL_MS, useFeedState } from '../badge.tsx';
import { useKeys } from '../keys.tsx';
import { hasNext, type Order } from '../orders/order-data.ts';
import { Request } from '../orders/order-forms.tsx';
import { Shifts } from '../orders/orders.tsx';
import { Crash } from '../trouble.tsx';
import { useWho } from '../who.tsx';
import { DaySummary, Night, OfflineBanner, Recent } from './banners.tsx';
import { isShown, readBoardFilter, type BoardFilter } from './board-filter.ts';
import { startChime, stopChime, turnSoundOff, turnSoundOn } from './chime.ts';
import { BOARD, COLUMNS, DAY, isColumn, keepNewer, readBoard, readDay, type Column } from './kitchen-data.ts';
import { Ticket, type TicketProps } from './ticket.tsx';
import { useArrivals } from './use-arrivals.ts';
import { useSteps, type Steps } from './use-steps.ts';
import './kitchen.css';

/** Not all that happens to an order is told to the kitchen, so everything is read anew now and then. */
const LOOK_MS = 60_000;
const TICK_MS = 5_000;
const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** What is before the kitchen, for a screen on its wall: a touch or a number takes the next step of an order. */
export function Kitchen() {
  const t = useTranslations('kitchen');
  const { who, may } = useWho();
  const filter = useSearch({ from: '/kitchen' });
  const queries = useQueryClient();
  const { kind } = useFeedState();
  const refetchInterval = kind === 'live' ? LOOK_MS : POLL_MS;
  const board = useQuery({
    queryKey: BOARD,
    queryFn: async () => {
      const read = await readBoard();
      return keepNewer(queries.getQueryData<Order[]>(BOARD), read);
    },
    refetchInterval,
  });
  const day = useQuery({ queryKey: DAY, queryFn: readDay, refetchInterval });
  const clock = useClock();
  const offsetMs = day.data?.offsetMs ?? 0;
  const now = clock + offsetMs;
  const today = day.data?.date;
  const steps = useSteps(clock);
  const isForNow = ({ tanggalPesanan }: Order): boolean =>
    filter.later === true || today === undefined || tanggalPesanan <= today;
  const concerns = (order: Order): boolean => isShown(order, filter) && isForNow(order);
  const arrivals = useArrivals({ orders: board.data, concerns, offsetMs });
  const [asked, setAsked] = useState<Order | null>(null);

  const cards = placeCards(board.data ?? [], steps, arrivals.gone).filter(({ order }) => concerns(order));
  const numbered = cards
    .filter(({ order, gone }) => gone === undefined && hasNext(order.statusPesanan))
    .map(({ order }) => order)
    .slice(0, NUMBERS.length);
  const hidden = (board.data ?? []).filter(
    (order) => isColumn(order.statusPesanan) && isShown(order, filter) && !isForNow(order),
  );
  const isWall = who.kind === 'display';
  const takeNumber = (number: number): void => {
    const order = numbered[number - 1];
    if (order) steps.take(order);
  };
  useKeys(
    isWall
      ? []
      : [
          ...NUMBERS.map((number) => ({
            key: String(number),
            says: 'card' as const,
            once: true,
            run: () => takeNumber(number),
          })),
          { key: 'Backspace', says: 'recall', once: true, run: () => steps.recall() },
        ],
  );

  if (board.isError && !board.data) return <Crash error={board.error} reset={() => void board.refetch()} />;
  const mayAsk = may('meal-orders.request-approval');
  const propsOf = ({ order, gone, mark }: Card): TicketProps => {
    const place = numbered.indexOf(order);
    return {
      ...{ order, gone, mark, now, today },
      number: isWall || place === -1 ? undefined : place + 1,
      fresh: arrivals.fresh.get(order.id),
      take: isWall ? undefined : () => steps.take(order),
      ask: mayAsk && hasNext(order.statusPesanan) && !mark ? () => setAsked(order) : undefined,
    };
  };
  const missed = [...arrivals.fresh.values()].filter((each) => each === 'missed').length;
  return (
    <div className="kitchen">
      <OfflineBanner />
      <div className="head">
        <h1>{t('title')}</h1>
        <p>{day.data && <DaySummary day={day.data} />}</p>
        <Sound isCalling={arrivals.fresh.size > 0} see={() => arrivals.see('new')} />
      </div>
      <Filters filter={filter} hidden={hidden.length} />
      {missed > 0 && (
        <p className="kitchen-missed" role="status">
          {t('missedMany', { count: missed })}{' '}
          <button type="button" onClick={() => arrivals.see('all')}>
            {t('seen')}
          </button>
        </p>
      )}
      <Recent steps={steps} />
      {board.data && cards.length === 0 && <Night now={now} day={day.data} />}
      <div className="columns" aria-busy={board.isPending}>
        {COLUMNS.map((column) => (
          <ColumnOf key={column} column={column} cards={cards} propsOf={propsOf} />
        ))}
      </div>
      {asked && <Asking key={asked.id} order={asked} close={() => setAsked(null)} />}
    </div>
  );
}

interface Card {
  order: Order;
  gone: TicketProps['gone'];
  mark: TicketProps['mark'];
}

/** Where each order is shown: as the server knows it, as a step that waits to be sent makes it, or as it was a moment ago. */
function placeCards(
  orders: readonly Order[],
  { queued, held }: Steps,
  gone: ReadonlyMap<number, { order: Order; why: 'rejected' | 'away' }>,
): Card[] {
  const waiting = new Map(queued.map((step) => [step.orderId, step]));
  const cards = orders
    .filter(({ id }) => !held.has(id) && !gone.has(id))
    .map((order): Card => {
      const step = waiting.get(order.id);
      if (!step) return { order, gone: undefined, mark: undefined };
      const shown = {
        ...order,
        statusPesanan: step.to,
        ...(step.to === 'IN_PROGRESS' ? { waktuDiproses: new Date(step.at).toISOString() } : {}),
      };
      return { order: shown, gone: undefined, mark: 'waitsToBeSent' };
    });
  return [
    ...cards.filter(({ order }) => isColumn(order.statusPesanan)),
    ...[...held.values()].map((order): Card => ({ order, gone: undefined, mark: 'sending' })),
    ...[...gone.values()].map(({ order, why }): Card => ({ order, gone: why, mark: undefined })),
  ].sort((one, other) => one.order.id - other.order.id);
}

function ColumnOf({
  column,
  cards,
  propsOf,
}: {
  column: Column;
  cards: readonly Card[];
  propsOf: (card: Card) => TicketProps;
}) {
  const t = useTranslations();
  const own = cards.filter(({ order }) => order.statusPesanan === column);
  const open = own.filter(({ gone }) => gone === undefined);
  const meals = open.reduce((sum, { order }) => sum + order.jumlahPesanan, 0);
  return (
    <section className="column" aria-labelledby={`column-${column}`} data-column={column}>
      <h2 id={`column-${column}`}>
        {t(`status.${column}`)}{' '}
        <small>
          {open.length === 0 ? t('kitchen.columnEmpty') : t('kitchen.column', { orders: open.length, meals })}
        </small>
      </h2>
      <ul>
        {own.map((card) => (
          <Ticket key={card.order.id} {...propsOf(card)} />
        ))}
      </ul>
    </section>
  );
}

function useClock(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Browsers let a page sound only after somebody asked for it. What is new calls until somebody touches the screen. */
function Sound({ isCalling, see }: { isCalling: boolean; see: () => void }) {
  const t = useTranslations('kitchen');
  const [isOn, setOn] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const latest = useRef(see);
  useEffect(() => {
    latest.current = see;
  });
  useEffect(() => {
    if (!isCalling) return undefined;
    if (isOn) startChime();
    const seen = (): void => {
      stopChime();
      latest.current();
    };
    document.addEventListener('pointerdown', seen);
    document.addEventListener('keydown', seen);
    return () => {
      stopChime();
      document.removeEventListener('pointerdown', seen);
      document.removeEventListener('keydown', seen);
    };
  }, [isCalling, isOn]);
  useEffect(() => turnSoundOff, []);
  const toggle = (): void => {
    setRefused(false);
    if (isOn) {
      turnSoundOff();
      setOn(false);
    } else
      turnSoundOn().then(
        (sounds) => {
          setOn(sounds);
          setRefused(!sounds);
        },
        () => setRefused(true),
      );
  };
  useKeys([{ key: 's', says: 'sound', once: true, run: toggle }]);
  return (
    <>
      <button type="button" aria-pressed={isOn} onClick={toggle}>
        {t(isOn ? 'soundOff' : 'soundOn')}
      </button>
      {isRefused && <span role="alert">{t('soundRefused')}</span>}
    </>
  );
}

function Filters({ filter, hidden }: { filter: BoardFilter; hidden: number }) {
  const t = useTranslations();
  const navigate = useNavigate();
  const departments = useQuery({
    queryKey: ['departments'],
    queryFn: async () =>
      (await unwrap(api.GET('/api/departments', { params: { query: { limit: 100 } } }))).data,
    staleTime: 5 * 60_000,
  });
  const narrow = (change: Record<string, unknown>): void =>
    void navigate({ to: '/kitchen', search: readBoardFilter({ ...filter, ...change }), replace: true });
  return (
    <search className="filters" aria-label={t('orders.filters')}>
      <label>
        {t('kitchen.department')}
        <select
          value={filter.departmentId ?? ''}
          onChange={({ target }) => narrow({ departmentId: target.value })}
        >
          <option value="">{t('orders.all')}</option>
          {departments.data?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Shifts value={filter.shiftId} choose={(shiftId) => narrow({ shiftId })} />
      {(hidden > 0 || filter.later) && (
        <button
          type="button"
          aria-pressed={filter.later === true}
          onClick={() => narrow({ later: !filter.later })}
        >
          {filter.later ? t('kitchen.laterHide') : t('kitchen.later', { count: hidden })}
        </button>
      )}
    </search>
  );
}

function Asking({ order, close }: { order: Order; close: () => void }) {
  const t = useTranslations();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="asking">
      <h2 id="asking">{t('kitchen.change', { code: order.kodePesanan })}</h2>
      <Request order={order} onSent={close} />
      <button type="button" onClick={() => dialog.current?.close()}>
        {t('app.close')}
      </button>
    </dialog>
  );
}
