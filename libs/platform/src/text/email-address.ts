import { domainToASCII } from 'node:url';
import { z } from 'zod';

const ADDRESS = z.email().max(254);
const LONGEST = 320;

/**
 * An address to which mail can be sent: `siti@example.com`. A domain in any script is written as DNS knows it
 * (`bücher.example` is `xn--bcher-kva.example`). In front of the `@` only ASCII is taken: other characters need SMTPUTF8
 * of each mail server on the way, which refuses them after the mail was promised.
 */
export const emailAddress = z
  .string()
  .trim()
  .max(LONGEST)
  .transform((text, context): string => {
    const address = asciiDomain(text);
    const [local = ''] = address.split('@');
    if (/[^\x00-\x7f]/.test(local)) {
      context.addIssue({
        code: 'custom',
        message:
          'has characters in front of the @ that many mail servers do not take; use an address of ASCII letters',
      });
      return z.NEVER;
    }
    if (ADDRESS.safeParse(address).success) return address;
    context.addIssue({ code: 'custom', message: 'is not an e-mail address such as siti@example.com' });
    return z.NEVER;
  })
  .meta({ format: 'email', examples: ['siti@example.com'] });

/** The address with its domain as DNS knows it; one that is none stays as it is. */
export function asciiDomain(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = at === -1 ? '' : domainToASCII(address.slice(at + 1));
  return domain === '' ? address : `${address.slice(0, at)}@${domain}`;
}
