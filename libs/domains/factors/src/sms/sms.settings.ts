import { defineSettings } from '@antrean/platform/config';
import { z } from 'zod';

export interface SmsSettings {
  /** What a number begins with to which codes are sent; elsewhere messages are dear, and pay who makes us send them. */
  readonly prefixes: readonly string[];
}

export const smsSettings = defineSettings(
  z.object({
    SMS_PREFIXES: z
      .string()
      .regex(/^\+\d{1,6}(?:,\+\d{1,6}){0,19}$/, 'must be prefixes such as +62, separated by commas')
      .default('+62'),
  }),
  (env): SmsSettings => ({ prefixes: env.SMS_PREFIXES.split(',') }),
);
