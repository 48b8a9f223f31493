import { useState, type FormEvent, type ReactNode } from 'react';
import { Trouble } from './trouble.tsx';

/** What was typed into a field. */
export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** A form that is sent once at a time and keeps what was typed when it fails. */
export function Sending({
  send,
  children,
  submit,
}: {
  send: (form: FormData) => Promise<void>;
  children: ReactNode;
  submit: string;
}) {
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setError(null);
    send(new FormData(event.currentTarget))
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return (
    <form onSubmit={onSubmit}>
      {children}
      <Trouble error={error} />
      <button type="submit" className="primary" aria-busy={isBusy} aria-disabled={isBusy}>
        {submit}
      </button>
    </form>
  );
}
