import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';

/** Something that is otherwise than when the form was begun, as people read it. */
export interface Difference {
  readonly name: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/**
 * What somebody else has changed under an open form, beside what is to be sent: a line while it is filled in; once the server
 * has refused it, both, to take over one's own or to drop it.
 */
export function Overlap({
  title,
  differing,
  mine,
  explains,
  isRefused,
  takeOver,
  drop,
  onError,
}: {
  title: ReactNode;
  differing: readonly Difference[];
  mine: ReactNode;
  /** What there is to choose, or why nothing. */
  explains: string;
  isRefused: boolean;
  /** Sends it again, to what it is now; null when that has become pointless. */
  takeOver: (() => Promise<void>) | null;
  drop: () => void;
  onError: (error: unknown) => void;
}) {
  const t = useTranslations('overlap');
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    if (isRefused) heading.current?.focus();
  }, [isRefused]);
  if (!isRefused)
    return (
      <p className="news" role="status">
        {t('news')}{' '}
        {differing.map(({ name, label, after }) => (
          <bdi key={name}>
            {label}: {after}{' '}
          </bdi>
        ))}
      </p>
    );
  const take = (again: () => Promise<void>): void => {
    if (isBusy) return;
    setBusy(true);
    onError(null);
    again()
      .catch(onError)
      .finally(() => setBusy(false));
  };
  return (
    <section className="overlap" role="alert" aria-labelledby={id}>
      <h3 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h3>
      <dl>
        {differing.map(({ name, label, before, after }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>
              <s>
                <span className="unseen">{t('before')} </span>
                <bdi>{before}</bdi>
              </s>{' '}
              <strong>
                <span className="unseen">{t('now')} </span>
                <bdi>{after}</bdi>
              </strong>
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('mine')}</dt>
          <dd>
            <bdi>{mine}</bdi>
          </dd>
        </div>
      </dl>
      <p>{explains}</p>
      <p className="row">
        {takeOver && (
          <button type="button" className="primary" aria-busy={isBusy} onClick={() => take(takeOver)}>
            {t('take')}
          </button>
        )}
        <button
          type="button"
          onClick={() => {
            onError(null);
            drop();
          }}
        >
          {t('drop')}
        </button>
      </p>
    </section>
  );
}
