import { emailAddress, newPassword, phoneNumber } from '@antrean/accounts';
import { internationalPhone, typedCode } from '@antrean/factors';
import { line } from '@antrean/platform/http';
import { z } from 'zod';

export const newRegistration = z
  .strictObject({
    email: emailAddress,
    password: newPassword,
    namaLengkap: line(200),
    phone: phoneNumber.optional(),
  })
  .meta({
    examples: [{ email: 'wulan@example.com', password: 'sebuah kalimat panjang', namaLengkap: 'Wulan Sari' }],
  });
export type NewRegistration = z.output<typeof newRegistration>;

/** What was typed, and nothing of what we know. */
export const registrationBody = z.object({
  user: z.object({ email: z.string(), namaLengkap: z.string() }),
  verificationSent: z.literal(true),
});
export const address = z.strictObject({ email: emailAddress });
export const acceptedBody = z.object({ accepted: z.literal(true) });
export const linkToken = z.strictObject({ token: z.string().min(1).max(200) });
export const verifiedBody = z.object({ verified: z.literal(true), email: z.string() });
export const undoneBody = z.object({ undone: z.literal(true), email: z.string() });
/** A number that is proven has its country. */
export const phoneChange = z.strictObject({ phone: internationalPhone.nullable() }).meta({
  examples: [{ phone: '+628123456789' }],
});
export const phoneConfirmation = z.strictObject({ code: typedCode });
