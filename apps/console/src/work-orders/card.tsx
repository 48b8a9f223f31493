import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { Deadline, Face, Made, Priority } from './facts.tsx';
import type { WorkOrder } from './work-order-data.ts';

/** An order on the board. It is dragged, or moved by its menu. */
export function Card({
  order,
  now,
  isSending,
  drag,
  ask,
}: {
  order: WorkOrder;
  now: number;
  isSending: boolean;
  /** Told when somebody begins to drag it, and by null when they have let go. */
  drag: (order: WorkOrder | null) => void;
  ask: () => void;
}) {
  const t = useTranslations('work');
  const { id, number, product_name: product, operator } = order;
  return (
    <li
      className="work-card"
      data-order={id}
      data-priority={order.priority}
      draggable={!isSending}
      aria-busy={isSending}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', number);
        drag(order);
      }}
      onDragEnd={() => drag(null)}
    >
      <Link to="/work-orders/$id" params={{ id: String(id) }} draggable={false} preload="intent">
        <span className="work-number">{number}</span> <bdi>{product}</bdi>
      </Link>
      <Made order={order} />
      <span className="row">
        <Priority order={order} />
        <Deadline order={order} now={now} />
      </span>
      <span className="row">
        <Face name={operator.name} /> <bdi>{operator.name}</bdi>
      </span>
      {isSending && <strong role="status">{t('sending')}</strong>}
      <button type="button" className="work-menu" aria-label={t('move', { number })} onClick={ask}>
        …
      </button>
    </li>
  );
}
