import { useMemo, type ReactNode } from 'react';
import { IntlProvider, useLocale, useMessages } from 'use-intl';
import { useLanguage } from './language.tsx';
import type { TextsOfScreens } from './screen-texts.ts';
import type { Language } from './settings.ts';

/** Lets what stands inside say its own texts beside those that all screens have. */
export function OwnTexts({
  texts,
  children,
}: {
  texts: Record<Language, Partial<TextsOfScreens>>;
  children: ReactNode;
}) {
  const { language } = useLanguage();
  const locale = useLocale();
  const common = useMessages();
  const messages = useMemo(() => ({ ...common, ...texts[language] }), [common, texts, language]);
  return (
    <IntlProvider locale={locale} messages={messages}>
      {children}
    </IntlProvider>
  );
}
