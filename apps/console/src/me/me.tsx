import { useTranslations } from 'use-intl';
import { Proof } from '../login/proof.tsx';
import { Factors } from './factors.tsx';
import { Leaving } from './leaving.tsx';
import { Logins } from './logins.tsx';
import { Notices } from './notices.tsx';
import { Passkeys } from './passkeys.tsx';
import { Profile } from './profile.tsx';
import { Sessions } from './sessions.tsx';
import { Tokens } from './tokens.tsx';
import './me.css';

const PARTS = [
  ['profile', Profile],
  ['logins', Logins],
  ['passkeys', Passkeys],
  ['factors', Factors],
  ['sessions', Sessions],
  ['tokens', Tokens],
  ['notices', Notices],
  ['leaving', Leaving],
] as const;

/** The own account: who somebody is, how they come in, where they are logged in, what they are told. */
export function Me() {
  const t = useTranslations('me');
  return (
    <div className="me-screen">
      <div className="head">
        <h1>{t('title')}</h1>
      </div>
      <nav aria-label={t('parts')}>
        <ul className="row">
          {PARTS.map(([name]) => (
            <li key={name}>
              <a href={`#${name}`}>{t(`${name}.title`)}</a>
            </li>
          ))}
        </ul>
      </nav>
      {PARTS.map(([name, Part]) => (
        <section key={name} id={name} aria-labelledby={`${name}-title`} tabIndex={-1}>
          <h2 id={`${name}-title`}>{t(`${name}.title`)}</h2>
          <Part />
        </section>
      ))}
      <Proof />
    </div>
  );
}
