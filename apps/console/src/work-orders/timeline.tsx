import { Link } from '@tanstack/react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { Deadline, Face, Made } from './facts.tsx';
import { byDeadline, latenessOf, type WorkOrder } from './work-order-data.ts';

const DAY_MS = 24 * 60 * 60_000;
/** What lies further off is drawn at the edge. */
const BEHIND_DAYS = 14;
const AHEAD_DAYS = 30;
/** At most so many days are named. */
const MARKS = 8;

/** The beginnings of days between two instants, on the clock of who looks. */
function daysBetween(from: number, to: number): Date[] {
  const step = Math.ceil((to - from) / DAY_MS / MARKS);
  const first = new Date(from);
  first.setHours(24, 0, 0, 0);
  const days: Date[] = [];
  for (let day = first; day.getTime() < to;) {
    days.push(day);
    day = new Date(day);
    day.setDate(day.getDate() + step);
  }
  return days;
}

/** The open orders of everybody, from when they were made to their deadlines. */
export function Timeline({ orders, now }: { orders: readonly WorkOrder[]; now: number }) {
  const t = useTranslations('work');
  const format = useFormatter();
  const ofOperators = [...Map.groupBy(orders, ({ operator }) => operator.id).values()]
    .map((own) => own.toSorted(byDeadline))
    .sort((one, other) => (one[0]?.operator.name ?? '').localeCompare(other[0]?.operator.name ?? ''));
  const times = orders.flatMap((each) => [Date.parse(each.created_at), Date.parse(each.deadline)]);
  const from = Math.max(Math.min(now - DAY_MS, ...times), now - BEHIND_DAYS * DAY_MS);
  const to = Math.min(Math.max(now + DAY_MS, ...times), now + AHEAD_DAYS * DAY_MS);
  const place = (at: number): number => (100 * (Math.min(Math.max(at, from), to) - from)) / (to - from);
  return (
    <div className="scroll" role="group" aria-label={t('timeline')} tabIndex={0}>
      <div className="work-timeline">
        <div className="work-axis" aria-hidden="true">
          {daysBetween(from, to).map((at) => (
            <span
              key={at.getTime()}
              className="work-day"
              style={{ insetInlineStart: `${place(at.getTime())}%` }}
            >
              {format.dateTime(at, { day: 'numeric', month: 'short' })}
            </span>
          ))}
          <span className="work-now" style={{ insetInlineStart: `${place(now)}%` }} />
        </div>
        {ofOperators.map((own) => (
          <section key={own[0]?.operator.id} aria-label={own[0]?.operator.name}>
            <h2>
              <Face name={own[0]?.operator.name ?? ''} /> <bdi>{own[0]?.operator.name}</bdi>
            </h2>
            <ul>
              {own.map((order) => {
                const start = place(Date.parse(order.created_at));
                return (
                  <li key={order.id} data-order={order.id}>
                    <span className="work-line">
                      <Link to="/work-orders/$id" params={{ id: String(order.id) }}>
                        <span className="work-number">{order.number}</span> <bdi>{order.product_name}</bdi>
                      </Link>{' '}
                      <Made order={order} /> <Deadline order={order} now={now} />
                    </span>
                    <span className="work-track" aria-hidden="true">
                      <span
                        className="work-bar"
                        data-late={latenessOf(order, now)}
                        style={{
                          insetInlineStart: `${start}%`,
                          width: `${Math.max(place(Date.parse(order.deadline)) - start, 0.5)}%`,
                        }}
                      />
                      <span className="work-now" style={{ insetInlineStart: `${place(now)}%` }} />
                    </span>
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}
