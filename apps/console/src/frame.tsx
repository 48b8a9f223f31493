import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Choices } from './choices.tsx';
import { ForcedChange, Login } from './login/login.tsx';
import { Toasts } from './toast.tsx';
import { useWho } from './who.tsx';

// The login page does without what is inside; it is fetched while somebody types.
const Inside = lazy(() => import('./inside.tsx'));
const PublicBooking = lazy(() => import('./booking/public-booking.tsx'));
/** What is for everybody, also without an account. */
const isPublic = (): boolean => location.pathname === '/app/book';

/** What stands around every screen, or the login in its place; the address stays, so the login leads back to it. */
export function Frame() {
  const { who, ask } = useWho();
  const t = useTranslations('app');
  const [wantsLogin, setWantsLogin] = useState(false);
  useEffect(() => void import('./inside.tsx'), []);
  return (
    <>
      {who.kind === 'user' && !who.me.mustChangePassword && (
        <Suspense fallback={<p className="pause">{t('loading')}</p>}>
          <Inside key={who.me.id} />
        </Suspense>
      )}
      {who.kind === 'user' && who.me.mustChangePassword && <Outside form={<ForcedChange />} />}
      {who.kind === 'nobody' &&
        (isPublic() && !wantsLogin ? (
          <Suspense fallback={<p className="pause">{t('loading')}</p>}>
            <PublicBooking logIn={() => setWantsLogin(true)} />
          </Suspense>
        ) : (
          <Outside form={<Login />} />
        ))}
      {who.kind === 'unknown' && <p className="pause">{t('loading')}</p>}
      {who.kind === 'unreached' && <Unreached ask={ask} />}
      <Toasts />
    </>
  );
}

function Unreached({ ask }: { ask: () => Promise<void> }) {
  const t = useTranslations();
  useEffect(() => {
    const timer = setInterval(() => void ask(), 5_000);
    return () => clearInterval(timer);
  }, [ask]);
  return (
    <main className="card" id="content">
      <p role="alert">{t('problem.unreachable')}</p>
      <button type="button" onClick={() => void ask()}>
        {t('app.retry')}
      </button>
    </main>
  );
}

function Outside({ form }: { form: ReactNode }) {
  return (
    <>
      <header className="bar">
        <span className="brand">Antrean</span>
        <Choices />
      </header>
      {form}
    </>
  );
}
