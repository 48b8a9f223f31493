import { done, unwrap, type paths } from '@antrean/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { Sending } from '../form.tsx';
import { toast } from '../toast.tsx';
import { Trouble } from '../trouble.tsx';
import { useWho } from '../who.tsx';
import { useInstant } from './facts.tsx';
import { partKey, type WorkOrder } from './work-order-data.ts';

type Files =
  paths['/api/workorders/{id}/attachments']['get']['responses'][200]['content']['application/json'];
export type WorkFile = Files['data'][number];

/** As many as an order takes. */
const MOST_FILES = 50;
const ACCEPTED = '.pdf,.png,.jpg,.jpeg,.webp,.txt,.csv,.md,.log';
/** So long after it came an image may wait for its thumbnail, and is asked about so often. */
const THUMBNAIL_MS = 60_000;
const LOOK_MS = 2_000;

export const isImage = ({ content_type: type }: WorkFile): boolean => type.startsWith('image/');

export const useFiles = (orderId: number) =>
  useQuery({
    queryKey: partKey(orderId, 'files'),
    queryFn: async () => {
      const params = { path: { id: orderId }, query: { limit: MOST_FILES } };
      return (await unwrap(api.GET('/api/workorders/{id}/attachments', { params }))).data;
    },
    refetchInterval: ({ state }) => {
      const waits = (file: WorkFile): boolean =>
        isImage(file) &&
        file.thumbnail_url === null &&
        Date.now() - Date.parse(file.created_at) < THUMBNAIL_MS;
      return state.data?.some(waits) ? LOOK_MS : false;
    },
  });

async function loadFile(orderId: number, attachmentId: number, isThumbnail: boolean): Promise<Blob> {
  const request = { params: { path: { id: orderId, attachmentId } }, parseAs: 'blob' } as const;
  return isThumbnail
    ? unwrap(api.GET('/api/workorders/{id}/attachments/{attachmentId}/thumbnail', request))
    : unwrap(api.GET('/api/workorders/{id}/attachments/{attachmentId}', request));
}

/** Sends the bytes as they are. @throws what the api says, which names the type that it found in them */
export const attachFile = (orderId: number, file: File): Promise<WorkFile> =>
  unwrap(
    api.POST('/api/workorders/{id}/attachments', {
      params: { path: { id: orderId }, query: { filename: file.name } },
      headers: { 'Content-Type': file.type || 'application/octet-stream' },
      // The body is the file itself; to the types of the client it is a text.
      body: file.name,
      bodySerializer: () => file,
    }),
  );

/** An image of an order, which takes a login to read. */
export function Picture({
  orderId,
  file,
  isThumbnail,
}: {
  orderId: number;
  file: WorkFile;
  isThumbnail: boolean;
}) {
  const t = useTranslations('work');
  const [url, setUrl] = useState<string | null>(null);
  const { data, isError } = useQuery({
    queryKey: ['work-orders', 'bytes', orderId, file.id, isThumbnail],
    queryFn: () => loadFile(orderId, file.id, isThumbnail),
    staleTime: Infinity,
  });
  useEffect(() => {
    if (!data) return undefined;
    const made = URL.createObjectURL(data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  if (url) return <img src={url} alt={file.filename} />;
  return <span className="work-noimage">{isError ? t('unseen') : '…'}</span>;
}

/** What is attached to an order. */
export function FileList({ order }: { order: WorkOrder }) {
  const t = useTranslations('work');
  const files = useFiles(order.id);
  const [opened, setOpened] = useState<WorkFile | null>(null);
  return (
    <>
      {files.isError && !files.data && <Trouble error={files.error} />}
      {files.data?.length === 0 && <p>{t('noFiles')}</p>}
      <ul className="work-files">
        {files.data?.map((file) => (
          <FileLine key={file.id} order={order} file={file} open={() => setOpened(file)} />
        ))}
      </ul>
      {opened && <Viewer key={opened.id} orderId={order.id} file={opened} close={() => setOpened(null)} />}
    </>
  );
}

function FileLine({ order, file, open }: { order: WorkOrder; file: WorkFile; open: () => void }) {
  const t = useTranslations('work');
  const format = useFormatter();
  const at = useInstant();
  const queries = useQueryClient();
  const { who, may } = useWho();
  const [error, setError] = useState<unknown>(null);
  const [isAsking, setAsking] = useState(false);
  const { id, filename, size } = file;
  const isOwn = who.kind === 'user' && who.me.id === file.uploaded_by;
  const mayRemove = file.work_order_id === order.id && (may('work-orders.manage') || isOwn);
  const act = (work: Promise<void>): void => {
    setError(null);
    work.catch(setError);
  };
  const remove = async (): Promise<void> => {
    const params = { path: { id: order.id, attachmentId: id } };
    await done(api.DELETE('/api/workorders/{id}/attachments/{attachmentId}', { params }));
    await queries.invalidateQueries({ queryKey: partKey(order.id, 'files') });
    toast(t('removed', { name: filename }));
  };
  return (
    <li data-file={filename}>
      {isImage(file) && file.thumbnail_url !== null && (
        <button
          type="button"
          className="work-thumbnail"
          aria-label={t('open', { name: filename })}
          onClick={open}
        >
          <Picture orderId={order.id} file={file} isThumbnail />
        </button>
      )}
      <p>
        <bdi>{filename}</bdi>
        <small>
          {format.number(size / 1_000, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 })} ·{' '}
          <bdi>{file.uploaded_by_name}</bdi> · {at(file.created_at)}
        </small>
      </p>
      <button
        type="button"
        aria-label={t('saveFile', { name: filename })}
        onClick={() => act(saveFile(order.id, file))}
      >
        {t('saveIt')}
      </button>
      {mayRemove && (
        <button
          type="button"
          aria-label={t(isAsking ? 'removeReally' : 'remove', { name: filename })}
          onClick={() => (isAsking ? act(remove()) : setAsking(true))}
          onBlur={() => setAsking(false)}
        >
          {t(isAsking ? 'removeReallyIt' : 'removeIt')}
        </button>
      )}
      <Trouble error={error} />
    </li>
  );
}

async function saveFile(orderId: number, file: WorkFile): Promise<void> {
  const url = URL.createObjectURL(await loadFile(orderId, file.id, false));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.filename;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** An image as large as the window. */
export function Viewer({ orderId, file, close }: { orderId: number; file: WorkFile; close: () => void }) {
  const t = useTranslations('app');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="work-viewer" onClose={close} aria-labelledby="viewing">
      <h2 id="viewing">
        <bdi>{file.filename}</bdi>
      </h2>
      <div className="scroll" role="group" aria-labelledby="viewing" tabIndex={0}>
        <Picture orderId={orderId} file={file} isThumbnail={false} />
      </div>
      <button type="button" onClick={() => dialog.current?.close()}>
        {t('close')}
      </button>
    </dialog>
  );
}

/** A drawing for whoever makes the order. What is refused stays chosen. */
export function AttachForm({ order, onDone }: { order: WorkOrder; onDone?: () => void }) {
  const t = useTranslations('work');
  const queries = useQueryClient();
  // Another form when the file is there: what was chosen is gone from it.
  const [nth, setNth] = useState(0);
  return (
    <Sending
      key={nth}
      submit={t('attach')}
      send={async (form) => {
        const file = form.get('file');
        if (!(file instanceof File)) return;
        await attachFile(order.id, file);
        await queries.invalidateQueries({ queryKey: partKey(order.id, 'files') });
        toast(t('attached', { name: file.name }));
        setNth(nth + 1);
        onDone?.();
      }}
    >
      <label className="field">
        {t('file')}
        <input name="file" type="file" required accept={ACCEPTED} />
        <small>{t('fileHint')}</small>
      </label>
    </Sending>
  );
}
