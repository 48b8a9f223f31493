export { canSendSms, createSmsSender } from './sms-sender.ts';
export type { SmsMessage, SmsSender } from './sms-message.ts';
export { readSmsInbox } from './sms-inbox.ts';
export { SmsError } from './sms-error.ts';
