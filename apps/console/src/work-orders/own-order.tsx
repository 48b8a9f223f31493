import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import { useOfflineQueue } from '../offline/unsent.tsx';
import type { Waiting } from '../offline/offline-queue.ts';
import { Counter } from './counter.tsx';
import { Deadline, Made, Priority } from './facts.tsx';
import { attachFile, FileList, isImage, Picture, useFiles, Viewer, type WorkFile } from './files.tsx';
import { Fold } from './fold.tsx';
import { shrinkPhoto } from './photo.ts';
import { reportKind, type Report } from './report.ts';
import { isOpen, partKey, piecesLeft, type WorkOrder } from './work-order-data.ts';

/** The order that somebody works at: what is to be made, what is left, and everything to tell of it. */
export function OwnOrder({
  order,
  now,
  refused,
}: {
  order: WorkOrder;
  now: number;
  refused: readonly Waiting<Report>[];
}) {
  const t = useTranslations('work');
  const queue = useOfflineQueue();
  const { id: orderId, number, status } = order;
  const left = piecesLeft(order);
  const tell = (report: Partial<Pick<Report, 'quantity' | 'note'>> & Pick<Report, 'is'>): void =>
    void queue?.add(reportKind, { orderId, number, quantity: 0, note: '', at: Date.now(), ...report });
  return (
    <article className="own-order" data-order={orderId} data-status={status}>
      <div className="own-head">
        <div>
          <h2>
            <bdi>{order.product_name}</bdi>
          </h2>
          <p className="row">
            {number} <Priority order={order} /> <Deadline order={order} now={now} />
          </p>
        </div>
        <Drawing orderId={orderId} />
      </div>
      <p className="own-left" aria-live="polite">
        {isOpen(order) ? t('left', { count: left }) : t('waits')}
      </p>
      <Made order={order} />
      {refused.map((each) => (
        <Refused key={each.key} waiting={each} tell={tell} />
      ))}
      {status === 'Pending' && (
        <button type="button" className="primary own-wide" onClick={() => tell({ is: 'begun' })}>
          {t('start')}
        </button>
      )}
      {isOpen(order) && (
        <>
          <Counter left={left} record={(quantity) => tell({ is: 'pieces', quantity })} />
          <Done left={left} complete={() => tell({ is: 'completed' })} />
        </>
      )}
      <Note tell={(note) => tell({ is: 'note', note })} />
      <Photo order={order} />
      <Fold name={t('files')}>
        <FileList order={order} />
      </Fold>
    </article>
  );
}

/** The latest image of an order, which is mostly its drawing. */
function Drawing({ orderId }: { orderId: number }) {
  const t = useTranslations('work');
  const files = useFiles(orderId);
  const [opened, setOpened] = useState<WorkFile | null>(null);
  const drawing = files.data?.find((file) => isImage(file) && file.thumbnail_url !== null);
  if (!drawing) return null;
  return (
    <>
      <button
        type="button"
        className="work-thumbnail"
        aria-label={t('open', { name: drawing.filename })}
        onClick={() => setOpened(drawing)}
      >
        <Picture orderId={orderId} file={drawing} isThumbnail />
      </button>
      {opened && <Viewer orderId={orderId} file={opened} close={() => setOpened(null)} />}
    </>
  );
}

/** What the server did not take: nothing of it counts until somebody has decided. */
function Refused({
  waiting: { key, what, refusal },
  tell,
}: {
  waiting: Waiting<Report>;
  tell: (report: Pick<Report, 'is' | 'quantity'>) => void;
}) {
  const t = useTranslations();
  const queue = useOfflineQueue();
  const remaining: unknown = refusal && Reflect.get(refusal, 'remainingQuantity');
  const rest = what.is === 'pieces' && typeof remaining === 'number' && remaining > 0 ? remaining : null;
  return (
    <div className="trouble" role="alert">
      <p>
        <strong>
          <bdi>{reportKind.says(what, t)}</bdi>
        </strong>{' '}
        {refusal?.detail ?? refusal?.title}
      </p>
      <p className="row">
        {rest !== null && (
          <button
            type="button"
            className="primary"
            onClick={() => {
              if (queue?.discard(key)) tell({ is: 'pieces', quantity: rest });
            }}
          >
            {t('work.recordRest', { count: rest })}
          </button>
        )}
        <button type="button" onClick={() => queue?.discard(key)}>
          {t('work.discard')}
        </button>
      </p>
    </div>
  );
}

/** With pieces left it asks first. */
function Done({ left, complete }: { left: number; complete: () => void }) {
  const t = useTranslations('work');
  const [isAsking, setAsking] = useState(false);
  return (
    <button
      type="button"
      className="own-wide"
      onClick={() => (left > 0 && !isAsking ? setAsking(true) : complete())}
      onBlur={() => setAsking(false)}
    >
      {isAsking ? t('completeReally', { count: left }) : t('complete')}
    </button>
  );
}

function Note({ tell }: { tell: (note: string) => void }) {
  const t = useTranslations('work');
  const [note, setNote] = useState('');
  return (
    <form
      className="own-note"
      onSubmit={(event) => {
        event.preventDefault();
        if (note.trim() === '') return;
        tell(note);
        setNote('');
        toast(t('noted'));
      }}
    >
      <label className="field">
        {t('note')}
        <textarea
          required
          rows={2}
          maxLength={2_000}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </label>
      <button type="submit" className="own-wide">
        {t('addNote')}
      </button>
    </form>
  );
}

/** A photo needs a connection; until it is sent it stays here, to be tried again. */
function Photo({ order }: { order: WorkOrder }) {
  const t = useTranslations();
  const queries = useQueryClient();
  const [photo, setPhoto] = useState<File | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = (file: File): void => {
    if (isBusy) return;
    setPhoto(file);
    setBusy(true);
    setError(null);
    shrinkPhoto(file)
      .then((small) => attachFile(order.id, small))
      .then(({ filename }) => {
        setPhoto(null);
        toast(t('work.attached', { name: filename }));
        return queries.invalidateQueries({ queryKey: partKey(order.id, 'files') });
      }, setError)
      .finally(() => setBusy(false));
  };
  return (
    <>
      <label className="own-photo" aria-busy={isBusy}>
        {t(isBusy ? 'work.sending' : 'work.photo')}
        <input
          className="unseen"
          type="file"
          accept="image/*"
          capture="environment"
          onChange={({ target }) => {
            const file = target.files?.[0];
            target.value = '';
            if (file) send(file);
          }}
        />
      </label>
      <Trouble error={error} />
      {photo && error !== null && (
        <button type="button" className="own-wide" onClick={() => send(photo)}>
          {t('app.retry')}
        </button>
      )}
    </>
  );
}
