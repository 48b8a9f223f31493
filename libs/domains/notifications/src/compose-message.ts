import type { Config } from '@antrean/platform/config';
import type { MailMessage } from '@antrean/platform/mail';
import { renderMail, type Reader, type WrittenNotification } from '@antrean/platform/notifications';

const UNSUBSCRIBE = {
  id: 'Berhenti menerima surel seperti ini',
  en: 'Stop getting mails like this one',
} as const;

/** The one layout of all mails. */
export function mailOf(
  { subject, title = subject, paragraphs, action, attachments }: WrittenNotification,
  { language }: Pick<Reader, 'language'>,
  { organisationName }: Pick<Config, 'organisationName'>,
  unsubscribeUrl: string | undefined,
): Omit<MailMessage, 'to' | 'messageId'> {
  const layout = {
    title,
    paragraphs,
    footer: organisationName,
    ...(action ? { action } : {}),
    ...(unsubscribeUrl === undefined
      ? {}
      : { footerLink: { label: UNSUBSCRIBE[language], url: unsubscribeUrl } }),
  };
  return {
    subject,
    ...renderMail(layout),
    attachments,
    ...(unsubscribeUrl === undefined ? {} : { unsubscribeUrl }),
  };
}

/** What the list in the application shows. */
export const inAppOf = ({ subject, title = subject, paragraphs, action }: WrittenNotification) => ({
  title,
  text: paragraphs.join('\n\n'),
  url: action?.url ?? null,
});
