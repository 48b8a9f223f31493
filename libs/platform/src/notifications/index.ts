export * from './define-notification.ts';
export type { MailAttachment } from '../mail/index.ts';
export { notify, planNotification } from './notify.ts';
