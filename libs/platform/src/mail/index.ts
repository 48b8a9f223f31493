export { createMailer, type MailAttachment, type Mailer, type MailMessage } from './mailer.ts';
export type { MailAddress } from './mail-header.ts';
export { MailError } from './mail-error.ts';
