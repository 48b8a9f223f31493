import { growingPage, growingQuery, instant, line } from '@antrean/platform/http';
import { parseNetwork } from '@antrean/platform/blocking';
import { z } from 'zod';

/** The widest networks that can be blocked: wider ones are whole countries. */
const WIDEST = { ipv4: 8, ipv6: 16 };

const cidr = z
  .string()
  .max(60)
  .meta({ examples: ['203.0.113.0/24'] })
  .transform((text, { addIssue }) => {
    const network = parseNetwork(text.trim());
    if (!network) {
      addIssue({
        code: 'custom',
        message: 'is no IP address or network; write it as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32',
      });
      return z.NEVER;
    }
    const { address, prefix, family } = network;
    if (prefix < WIDEST[family]) {
      addIssue({ code: 'custom', message: `is too wide; the widest is /${WIDEST[family]}` });
      return z.NEVER;
    }
    // What no client has, and this machine: to block it would stop proxies and checks and no attacker.
    if (family === 'ipv6' ? /^(?:::|[0-9a-f]{1,2}:)/.test(address) : /^(?:0|127)\./.test(address)) {
      addIssue({ code: 'custom', message: 'is no network of clients' });
      return z.NEVER;
    }
    return `${address}/${prefix}`;
  });

const address = z
  .string()
  .max(60)
  .transform((text) => parseNetwork(text.trim()))
  .refine((network) => network !== null, 'is no IP address')
  .transform((network) => network?.address ?? '');

const reason = line(200).describe('For those who read the list and the audit trail');
const expiresAt = z.iso.datetime({ offset: true }).nullable();

export const ipBlockInput = z.object({
  cidr: cidr.describe('An address or a network, IPv4 from /8 and IPv6 from /16'),
  reason,
  expiresAt: expiresAt.default(null).describe('It stands until it is lifted when absent'),
});
export const ipBlockChange = z
  .object({ reason: reason.optional(), expiresAt: expiresAt.optional().describe('Null: until it is lifted') })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'changes nothing')
  .meta({ examples: [{ reason: 'Guesses passwords', expiresAt: null }] });

export const ipBlockQuery = z.object({
  ...growingQuery(50),
  state: z
    .enum(['standing', 'over'])
    .optional()
    .describe('Those that stand, or those that are over; else all'),
  origin: z.enum(['manual', 'automatic']).optional(),
  address: address.optional().describe('Those that an address is under'),
});
export type IpBlockQuery = z.output<typeof ipBlockQuery>;

const person = z.object({ id: z.int(), name: z.string() }).nullable();

export const ipBlockView = z.object({
  id: z.int(),
  cidr: z.string(),
  origin: z.enum(['manual', 'automatic']),
  reason: z.string(),
  state: z.enum(['standing', 'expired', 'lifted']),
  createdAt: instant,
  createdBy: person.describe('Null of an automatic one'),
  expiresAt: instant.nullable(),
  liftedAt: instant.nullable(),
  liftedBy: person.describe('Null also when an automatic one met an administrator'),
});
export type IpBlockView = z.infer<typeof ipBlockView>;
export const ipBlockPage = growingPage(ipBlockView);
