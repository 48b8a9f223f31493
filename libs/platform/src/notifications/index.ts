export * from './define-notification.ts';
export type { MailAttachment } from '../mail/index.ts';
export { tellTime, tellTimeAt } from './tell-time.ts';
export { notify, planNotification } from './notify.ts';
export { renderMail, type MailContent } from './render-mail.ts';
