import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useLanguage } from './language.tsx';
import { applyTheme, LANGUAGES, readTheme, THEMES } from './settings.ts';
import { toast } from './toast.tsx';
import { logOut, rememberLanguage, type Me } from './who.tsx';

/** @param children what stands for whoever is logged in */
export function Choices({ me, children }: { me?: Me; children?: ReactNode }) {
  const t = useTranslations('settings');
  const tProblem = useTranslations('problem');
  const { language, choose } = useLanguage();
  const [theme, setTheme] = useState(readTheme);
  return (
    <div className="row choices">
      <select
        aria-label={t('language')}
        value={language}
        onChange={({ target }) => {
          const chosen = LANGUAGES.find((each) => each === target.value) ?? 'id';
          choose(chosen);
          // What is written to them follows it too.
          if (me) rememberLanguage(chosen).catch(() => toast(tProblem('unreachable')));
        }}
      >
        <option value="id">Indonesia</option>
        <option value="en">English</option>
      </select>
      <select
        aria-label={t('theme')}
        value={theme}
        onChange={({ target }) => {
          const chosen = THEMES.find((each) => each === target.value) ?? 'system';
          applyTheme(chosen);
          setTheme(chosen);
        }}
      >
        {THEMES.map((each) => (
          <option key={each} value={each}>
            {t(each)}
          </option>
        ))}
      </select>
      {me && (
        <>
          {children}
          <LogOut />
        </>
      )}
    </div>
  );
}

function LogOut() {
  const t = useTranslations();
  const [hasFailed, setFailed] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => {
          setFailed(false);
          logOut().catch(() => setFailed(true));
        }}
      >
        {t('settings.logOut')}
      </button>
      {hasFailed && <span role="alert">{t('problem.unreachable')}</span>}
    </>
  );
}
