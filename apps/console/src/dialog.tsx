import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

/** A dialog that is open for as long as it is there. `close` is called by its button, by Escape, and by nothing else. */
export function Dialog({
  title,
  close,
  children,
  className,
}: {
  title: ReactNode;
  close: () => void;
  children: ReactNode;
  className?: string;
}) {
  const t = useTranslations('app');
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opened = dialog.current;
    // Where it was opened from has the focus again.
    const before = document.activeElement;
    opened?.showModal();
    return () => {
      opened?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={className}
      aria-labelledby={id}
      onCancel={(event) => {
        if (event.target !== dialog.current) return;
        event.preventDefault();
        close();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
      <button type="button" onClick={close}>
        {t('close')}
      </button>
    </dialog>
  );
}
