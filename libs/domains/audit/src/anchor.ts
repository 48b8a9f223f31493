import type { Signer } from '@antrean/platform/signing';
import { z } from 'zod';

/** What we put our signature under: at the instant `at`, line `seq` was the last of the month, and this its hash. */
export const anchor = z.object({
  month: z.string().meta({ examples: ['2025-11'] }),
  seq: z.int(),
  hash: z.string(),
  at: z.string(),
  signature: z.string(),
  keyId: z.string(),
});
export type Anchor = z.output<typeof anchor>;
type Statement = Pick<Anchor, 'month' | 'seq' | 'hash' | 'at'>;

/** The bytes that are signed; docs/decisions/0009 tells outsiders how to make them. */
const statement = ({ month, seq, hash, at }: Statement): string =>
  JSON.stringify(['antrean.audit.head.1', month, seq, hash, at]);

export function signAnchor(signer: Signer, head: Statement): Anchor {
  const { month, seq, hash, at } = head;
  return { month, seq, hash, at, signature: signer.sign(statement(head)), keyId: signer.keyId };
}

/** Whether the anchor was signed with this signer's key. */
export function isSignedBy(signer: Signer, given: Anchor): boolean {
  return signer.keyId === given.keyId && signer.verify(statement(given), given.signature);
}
