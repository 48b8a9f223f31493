import { useFormatter, useTranslations } from 'use-intl';
import { hasNext, type Order } from '../orders/order-data.ts';
import { Quantity } from '../orders/orders.tsx';
import { ageOf } from './kitchen-data.ts';
import type { Gone } from './use-arrivals.ts';

export interface TicketProps {
  order: Order;
  /** By the server's clock. */
  now: number;
  /** The business day; orders for others say so. */
  today: string | undefined;
  /** Of the key that takes its next step. */
  number: number | undefined;
  fresh: 'new' | 'missed' | undefined;
  gone: Gone['why'] | undefined;
  mark: 'sending' | 'waitsToBeSent' | undefined;
  /** Absent on a screen that only shows. */
  take: (() => void) | undefined;
  /** Absent where the kitchen cannot ask for a change. */
  ask: (() => void) | undefined;
}

/** One order on the board: all of it is the button that takes its next step. */
export function Ticket(props: TicketProps) {
  const { order, now, fresh, gone, mark, take, ask } = props;
  const t = useTranslations();
  const { late } = ageOf(order, now);
  const { statusPesanan: status } = order;
  const isStep = take !== undefined && gone === undefined && hasNext(status);
  return (
    <li
      className="ticket"
      data-late={gone ? 'no' : late}
      data-fresh={fresh}
      data-gone={gone}
      data-mark={mark}
      data-code={order.kodePesanan}
    >
      {isStep ? (
        <button type="button" className="ticket-body" onClick={take} aria-busy={mark !== undefined}>
          <Facts {...props} />
          <span className="ticket-next">{t(`order.next.${status}`)}</span>
        </button>
      ) : (
        <div className="ticket-body">
          <Facts {...props} />
        </div>
      )}
      {ask && gone === undefined && (
        <button
          type="button"
          className="ticket-more"
          onClick={ask}
          aria-label={t('kitchen.change', { code: order.kodePesanan })}
        >
          …
        </button>
      )}
    </li>
  );
}

function Facts({ order, now, today, number, fresh, gone, mark }: TicketProps) {
  const t = useTranslations('kitchen');
  const format = useFormatter();
  const { minutes, late } = ageOf(order, now);
  const day = order.tanggalPesanan;
  return (
    <>
      <span className="ticket-head">
        {number !== undefined && <kbd>{number}</kbd>}
        <span className="ticket-quantity">
          <Quantity order={order} />
        </span>
        <span className="ticket-age">
          {t('minutes', { minutes })}
          {late !== 'no' && gone === undefined && <strong>{t(`late.${late}`)}</strong>}
        </span>
      </span>
      <span className="ticket-place">
        <bdi>{order.departmentName}</bdi> · <bdi>{order.shiftName}</bdi>
      </span>
      <span className="ticket-code">
        {order.kodePesanan}
        {today !== undefined && day !== today && (
          <strong>
            {' '}
            {t('forDay', { day: format.dateTime(new Date(`${day}T00:00:00`), { dateStyle: 'medium' }) })}
          </strong>
        )}
      </span>
      {[order.catatanDapur, order.catatanAdmin].map(
        (note, place) =>
          note !== null && (
            <span key={place} className="ticket-note">
              <bdi>{note}</bdi>
            </span>
          ),
      )}
      {(gone ?? mark ?? fresh) !== undefined && (
        <strong className="ticket-mark">
          {gone ? t(`gone.${gone}`) : mark ? t(mark) : t(fresh === 'missed' ? 'missed' : 'fresh')}
        </strong>
      )}
    </>
  );
}
