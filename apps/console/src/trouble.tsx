import { ApiProblem } from '@antrean/client';
import { Component, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { reportCrash } from './report.ts';
import { toast } from './toast.tsx';

/** What went wrong, in the reader's language: the api's own words, which follow Accept-Language. */
export function Trouble({ error }: { error: unknown }) {
  const t = useTranslations('problem');
  if (!error) return null;
  if (!(error instanceof ApiProblem)) {
    return (
      <p className="trouble" role="alert">
        {/* The browser refused, not the server: a passkey that somebody broke off, say. */}
        {t(error instanceof DOMException ? 'device' : 'unreachable')}
      </p>
    );
  }
  const { problem, retryAfterMs } = error;
  return (
    <div className="trouble" role="alert">
      <p>{problem.code === 'proof_required' ? t('unproven') : (problem.detail ?? problem.title)}</p>
      {problem.errors && (
        <ul>
          {problem.errors.map(({ field, message }) => (
            <li key={field}>{message}</li>
          ))}
        </ul>
      )}
      {retryAfterMs !== null && <p>{t('wait', { seconds: Math.ceil(retryAfterMs / 1_000) })}</p>}
      {problem.status >= 500 && problem.correlationId && (
        <p>{t('reference', { id: problem.correlationId })}</p>
      )}
    </div>
  );
}

/** What a screen says when it cannot be shown; the report has no tokens and nothing that somebody typed. */
export function Crash({ error, reset }: { error: unknown; reset: () => void }) {
  const t = useTranslations();
  const report = [
    `Antrean console ${__VERSION__}`,
    location.pathname,
    new Date().toISOString(),
    error instanceof ApiProblem ? `${error.problem.code} ${error.problem.correlationId}` : String(error),
  ].join('\n');
  return (
    <section className="crash" role="alert">
      <h1>{t('problem.crashed')}</h1>
      <Trouble error={error instanceof ApiProblem ? error : null} />
      <pre>{report}</pre>
      <p className="row">
        <button type="button" className="primary" onClick={reset}>
          {t('app.retry')}
        </button>
        <button
          type="button"
          onClick={() =>
            void navigator.clipboard?.writeText(report).then(
              () => toast(t('problem.copied')),
              () => undefined,
            )
          }
        >
          {t('problem.copy')}
        </button>
      </p>
    </section>
  );
}

/** For what fails outside of any screen. */
export class LastResort extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };
  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error: error ?? 'unknown' };
  }
  override componentDidCatch(error: unknown): void {
    reportCrash(error);
  }
  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return <Crash error={this.state.error} reset={() => location.reload()} />;
  }
}
