import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { ChangeForm, SplitForm } from './change-forms.tsx';
import { Fold } from './fold.tsx';
import { isOpen, piecesLeft, type WorkOrder } from './work-order-data.ts';

/** The menu of a card: everything that dragging it does, and what else a manager changes. */
export function MoveDialog({ order, close }: { order: WorkOrder; close: () => void }) {
  const t = useTranslations();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const end = (): void => dialog.current?.close();
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="moving">
      <h2 id="moving">{t('work.move', { number: order.number })}</h2>
      <ChangeForm order={order} onDone={end} />
      {isOpen(order) && piecesLeft(order) > 1 && (
        <Fold name={t('work.split')}>
          <SplitForm order={order} onDone={end} />
        </Fold>
      )}
      <button type="button" onClick={end}>
        {t('app.close')}
      </button>
    </dialog>
  );
}
