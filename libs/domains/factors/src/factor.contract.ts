import { z } from 'zod';

/** Factors that are shown by a code that is typed. */
export const CODE_METHODS = ['totp', 'sms', 'backup'] as const;
export const codeMethod = z.enum(CODE_METHODS);
export type CodeMethod = z.output<typeof codeMethod>;

/** People type codes with the gaps that apps and paper show. */
export const typedCode = z
  .string()
  .min(6)
  .max(30)
  .transform((text) => text.replaceAll(/[\s-]/g, '').toLowerCase());

export const confirmation = z.object({ code: typedCode });

export const enrolledApp = z.object({
  /** What the app reads, for who can't scan. */
  otpauthUrl: z.string(),
  /** The same as a picture: a data URL of a PNG. */
  qr: z.string(),
});

/** A number to which codes can be sent. */
export const internationalPhone = z
  .string()
  .max(30)
  .overwrite((text) => text.replaceAll(/[\s().-]/g, ''))
  .regex(/^\+[1-9]\d{7,14}$/, 'must be a number with its country, such as +628123456789')
  .meta({ examples: ['+628123456789'] });
export const phoneEnrolment = z.object({ phone: internationalPhone });
/** Of a number only the ends are told. */
export const sentCode = z.object({ sentTo: z.string() });

export const backupCodes = z.object({ codes: z.array(z.string()) });

export const factorsBody = z.object({
  methods: z.array(z.object({ method: codeMethod, since: z.string(), phone: z.string().nullable() })),
  passkeys: z.int(),
  backupCodesLeft: z.int(),
});
export type FactorsBody = z.output<typeof factorsBody>;
