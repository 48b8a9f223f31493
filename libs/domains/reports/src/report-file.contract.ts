import { z } from 'zod';

const fileFacts = z.object({ size: z.int(), sha256: z.string() });

/** What came out of reading a file again. */
export const reportVerification = z.object({
  jobId: z.uuid(),
  valid: z.boolean(),
  failedAt: z
    .enum(['file', 'size', 'sha256', 'key', 'signature'])
    .nullable()
    .describe('The first check that failed'),
  checks: z.array(
    z.object({ check: z.enum(['file', 'size', 'sha256', 'key', 'signature']), ok: z.boolean() }),
  ),
  recorded: z.object({ size: z.int().nullable(), sha256: z.string().nullable() }),
  found: fileFacts.nullable().describe('Computed now from the stored bytes'),
  signature: z.string().nullable(),
  keyId: z.string().nullable(),
  publicKey: z.string().describe('PEM; verifies the signature over the text that the description tells'),
});
export type ReportVerification = z.infer<typeof reportVerification>;
