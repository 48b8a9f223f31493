import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import type { TextsOfScreens } from './screen-texts.ts';
import { keepLanguage, readLanguage, type Language } from './settings.ts';
import { en } from './text-en.ts';
import { id } from './text-id.ts';

declare module 'use-intl' {
  interface AppConfig {
    Locale: (typeof LOCALES)[Language];
    Messages: typeof id & TextsOfScreens;
  }
}

const TEXTS = { id, en };
const LanguageContext = createContext<{ language: Language; choose: (language: Language) => void } | null>(
  null,
);

export function useLanguage() {
  const chosen = use(LanguageContext);
  if (!chosen) throw new Error('useLanguage is for what stands inside of LanguageProvider');
  return chosen;
}

/** A day stands before its month in both: 11/12 is one day for everybody who looks at a screen. */
const LOCALES = { id: 'id', en: 'en-GB' } as const satisfies Record<Language, string>;

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(readLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const value = useMemo(
    () => ({
      language,
      choose: (chosen: Language) => {
        keepLanguage(chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return (
    <LanguageContext value={value}>
      <IntlProvider
        locale={LOCALES[language]}
        messages={TEXTS[language]}
        timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
      >
        {children}
      </IntlProvider>
    </LanguageContext>
  );
}
