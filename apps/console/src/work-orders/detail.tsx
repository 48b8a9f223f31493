import { newKey, unwrap } from '@antrean/client';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { POLL_MS, useFeedState } from '../badge.tsx';
import { Sending, textOf } from '../form.tsx';
import { Moment, Table } from '../operations/parts.tsx';
import { Trace } from '../operations/trace.tsx';
import { OwnTexts } from '../own-texts.tsx';
import { Crash, Trouble } from '../trouble.tsx';
import { ChangeForm, SplitForm, TakeBackForm } from './change-forms.tsx';
import { Deadline, Made, Priority, useInstant } from './facts.tsx';
import { AttachForm, FileList } from './files.tsx';
import { Fold } from './fold.tsx';
import { WORK_TEXTS } from './texts.ts';
import { useClock } from './use-clock.ts';
import {
  isOpen,
  partKey,
  piecesLeft,
  readWorkOrder,
  workOrderKey,
  type WorkOrder,
} from './work-order-data.ts';
import { useWorkOrderEvents } from './work-order-events.ts';
import './work-orders.css';

const PAGE = 50;

/** One work order: what is to be made, what was made by whom, what was said and what is attached. */
export function WorkOrderScreen() {
  return (
    <OwnTexts texts={WORK_TEXTS}>
      <Reading />
    </OwnTexts>
  );
}

function Reading() {
  const t = useTranslations('app');
  const { id } = useParams({ from: '/work-orders/$id' });
  const { kind } = useFeedState();
  useWorkOrderEvents();
  const order = useQuery({
    queryKey: workOrderKey(Number(id)),
    queryFn: () => readWorkOrder(Number(id)),
    refetchInterval: kind === 'live' ? false : POLL_MS,
  });
  if (order.isError && !order.data) return <Crash error={order.error} reset={() => void order.refetch()} />;
  if (!order.data) return <p className="pause">{t('loading')}</p>;
  return <Detail key={id} order={order.data} />;
}

function Detail({ order }: { order: WorkOrder }) {
  const t = useTranslations('work');
  const at = useInstant();
  const now = useClock();
  // Another form once it was sent: it begins with what the order is now.
  const [nth, setNth] = useState(0);
  const next = (): void => setNth(nth + 1);
  return (
    <article className="order work" data-version={order.version}>
      <p>
        <Link to="/work-orders">← {t('title')}</Link>
      </p>
      <div className="head">
        <h1>
          {order.number} <bdi>{order.product_name}</bdi>
        </h1>
        <span className="status" aria-live="polite">
          {t(`statuses.${order.status}`)}
        </span>
      </div>
      <p aria-live="polite">
        <Made order={order} />
      </p>
      <dl className="facts">
        <div>
          <dt>{t('operator')}</dt>
          <dd>
            <bdi>{order.operator.name}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('deadline')}</dt>
          <dd>
            <Deadline order={order} now={now} />
          </dd>
        </div>
        <div>
          <dt>{t('priority')}</dt>
          <dd>
            <Priority order={order} />
          </dd>
        </div>
        <div>
          <dt>{t('ordered')}</dt>
          <dd>{at(order.created_at)}</dd>
        </div>
        {order.completed_at !== null && (
          <div>
            <dt>{t('statuses.Completed')}</dt>
            <dd>{at(order.completed_at)}</dd>
          </div>
        )}
        {order.split_from && (
          <div>
            <dt>{t('splitFrom')}</dt>
            <dd>
              <Link to="/work-orders/$id" params={{ id: String(order.split_from.id) }}>
                {order.split_from.number}
              </Link>
            </dd>
          </div>
        )}
      </dl>
      <section aria-label={t('changes')} key={nth}>
        <Fold name={t('change')}>
          <ChangeForm order={order} onDone={next} />
        </Fold>
        {isOpen(order) && piecesLeft(order) > 1 && (
          <Fold name={t('split')}>
            <SplitForm order={order} onDone={next} />
          </Fold>
        )}
        {order.completed_quantity > 0 && (
          <Fold name={t('takeBack')}>
            <TakeBackForm order={order} />
          </Fold>
        )}
      </section>
      <section aria-labelledby="work-files">
        <h2 id="work-files">{t('files')}</h2>
        <FileList order={order} />
        <AttachForm order={order} />
      </section>
      <Notes order={order} />
      <History order={order} />
      <Trace kind="work-order" id={order.number} />
    </article>
  );
}

/** What was said about the work, the latest first. */
export function Notes({ order: { id } }: { order: WorkOrder }) {
  const t = useTranslations();
  const queries = useQueryClient();
  const [key, setKey] = useState(newKey);
  const notes = useInfiniteQuery({
    queryKey: partKey(id, 'notes'),
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/workorders/{id}/progress', {
          params: {
            path: { id },
            query: { limit: PAGE, ...(pageParam === null ? {} : { after: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: { next: string | null }) => next,
  });
  const all = notes.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <section aria-labelledby="work-notes">
      <h2 id="work-notes">{t('work.notes')}</h2>
      <Sending
        key={key}
        submit={t('work.addNote')}
        send={async (form) => {
          const body = { note: textOf(form, 'note') };
          const headers = { 'Idempotency-Key': key };
          await unwrap(
            api.POST('/api/workorders/{id}/progress', { params: { path: { id } }, headers, body }),
          );
          setKey(newKey());
          await queries.invalidateQueries({ queryKey: partKey(id, 'notes') });
        }}
      >
        <label className="field">
          {t('work.note')}
          <textarea name="note" required maxLength={2_000} rows={2} />
        </label>
      </Sending>
      {notes.isError && !notes.data && <Trouble error={notes.error} />}
      <ol className="work-notes">
        {all.map((note) => (
          <li key={note.id}>
            <p>
              <bdi>{note.note}</bdi>
            </p>
            <small>
              <bdi>{note.created_by_name}</bdi> · <Moment at={note.created_at} />
            </small>
          </li>
        ))}
      </ol>
      {notes.hasNextPage && (
        <button type="button" onClick={() => void notes.fetchNextPage()}>
          {t('orders.more')}
        </button>
      )}
    </section>
  );
}

/** What was made when, and by whom. */
function History({ order: { id, version } }: { order: WorkOrder }) {
  const t = useTranslations();
  const lines = useInfiniteQuery({
    queryKey: [...partKey(id, 'history'), version],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET('/api/workorders/{id}/history', {
          params: {
            path: { id },
            query: { limit: PAGE, ...(pageParam === null ? {} : { after: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: { next: string | null }) => next,
    placeholderData: (before) => before,
  });
  const all = lines.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <section aria-labelledby="work-history">
      <h2 id="work-history">{t('work.history')}</h2>
      {lines.isError && !lines.data && <Trouble error={lines.error} />}
      {lines.data && all.length === 0 && <p>{t('work.noHistory')}</p>}
      {all.length > 0 && (
        <Table
          label={t('work.history')}
          heads={[t('work.when'), t('work.status'), t('work.pieces'), t('work.total'), t('work.by')]}
        >
          {all.map((line) => (
            <tr key={line.id}>
              <td>
                <Moment at={line.changed_at} />
              </td>
              <td>
                {line.previous_status === line.status
                  ? t(`work.statuses.${line.status}`)
                  : `${t(`work.statuses.${line.previous_status}`)} → ${t(`work.statuses.${line.status}`)}`}
              </td>
              <td className="number">{line.quantity > 0 ? `+${line.quantity}` : line.quantity}</td>
              <td className="number">{line.completed_quantity}</td>
              <td>
                <bdi>{line.changed_by_name}</bdi>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {lines.hasNextPage && (
        <button type="button" onClick={() => void lines.fetchNextPage()}>
          {t('orders.more')}
        </button>
      )}
    </section>
  );
}
