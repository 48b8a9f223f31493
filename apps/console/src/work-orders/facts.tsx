import { useFormatter, useTranslations } from 'use-intl';
import { latenessOf, type WorkOrder } from './work-order-data.ts';

export type Fact =
  'product_name' | 'quantity' | 'completed_quantity' | 'deadline' | 'priority' | 'operator' | 'status';

export function useInstant(): (at: string) => string {
  const format = useFormatter();
  return (at) => format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' });
}

/** What people call what an order says. */
export function useFact(): (fact: Fact, order: Partial<WorkOrder>) => string {
  const t = useTranslations('work');
  const at = useInstant();
  return (fact, order) => {
    if (fact === 'operator') return order.operator?.name ?? '';
    if (fact === 'deadline') return order.deadline === undefined ? '' : at(order.deadline);
    if (fact === 'priority') return order.priority === undefined ? '' : t(`priorities.${order.priority}`);
    if (fact === 'status') return order.status === undefined ? '' : t(`statuses.${order.status}`);
    return String(order[fact] ?? '');
  };
}

/** How many are made of how many. */
export function Made({ order }: { order: WorkOrder }) {
  const t = useTranslations('work');
  const { quantity, completed_quantity: made } = order;
  return (
    <span className="work-made">
      <progress value={Math.min(made, quantity)} max={quantity} aria-label={t('completed_quantity')} />
      <span>{t('made', { made, quantity })}</span>
    </span>
  );
}

/** By the server's clock: red when it is over, amber when it is near. */
export function Deadline({ order, now }: { order: WorkOrder; now: number }) {
  const t = useTranslations('work');
  const format = useFormatter();
  const at = useInstant();
  const lateness = latenessOf(order, now);
  const deadline = new Date(order.deadline);
  return (
    <span className="work-deadline" data-late={lateness}>
      <time dateTime={order.deadline} title={at(order.deadline)}>
        {t('until', {
          at: format.dateTime(deadline, {
            day: 'numeric',
            month: 'short',
            hour: '2-digit',
            minute: '2-digit',
          }),
        })}
      </time>{' '}
      {lateness !== 'no' && (
        <strong>
          {t(lateness === 'late' ? 'late' : 'soon', { ago: format.relativeTime(deadline, now) })}
        </strong>
      )}
    </span>
  );
}

export function Priority({ order: { priority } }: { order: WorkOrder }) {
  const t = useTranslations('work.priorities');
  return (
    <span className="work-priority" data-priority={priority}>
      {t(priority)}
    </span>
  );
}

/** Somebody by the beginnings of their names. */
export function Face({ name }: { name: string }) {
  const letters = name
    .split(/\s+/u)
    .map((word) => Array.from(word)[0] ?? '')
    .slice(0, 2)
    .join('');
  return (
    <span className="work-face" aria-hidden="true">
      {letters}
    </span>
  );
}
