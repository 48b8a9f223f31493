import { defineEvent } from '@antrean/platform/messages';
import { z } from 'zod';
import { ipBlockPermissions } from './ip-block.policy.ts';

const block = z.object({
  id: z.int(),
  cidr: z.string(),
  origin: z.enum(['manual', 'automatic']),
  reason: z.string(),
  expiresAt: z.string().nullable(),
});

const readers = [{ holding: ipBlockPermissions.manage }];
const until = (expiresAt: string | null): string => (expiresAt === null ? 'it is lifted' : expiresAt);

export const ipBlockCreated = defineEvent({
  name: 'ip_block.created',
  version: 1,
  summary: 'Nothing is taken from some network addresses any more: somebody blocked them, or they flooded.',
  schema: block,
  realtime: { namespace: '/notifications', readers },
  audit: {
    IP_BLOCK_CREATED: ({ cidr, origin, reason, expiresAt }) => ({
      subject: cidr,
      detail: `${cidr} was blocked (${origin}) until ${until(expiresAt)}: ${reason}`,
    }),
  },
});

export const ipBlockChanged = defineEvent({
  name: 'ip_block.changed',
  version: 1,
  summary: 'A block of network addresses has another end or another reason.',
  schema: block,
  realtime: { namespace: '/notifications', readers },
  audit: {
    IP_BLOCK_CHANGED: ({ cidr, reason, expiresAt }) => ({
      subject: cidr,
      detail: `${cidr} is blocked until ${until(expiresAt)}: ${reason}`,
    }),
  },
});

export const ipBlockLifted = defineEvent({
  name: 'ip_block.lifted',
  version: 1,
  summary:
    'A block of network addresses ended early: somebody lifted it, or an administrator met an automatic one.',
  schema: block.extend({ cause: z.enum(['lifted', 'administrator_met']) }),
  realtime: { namespace: '/notifications', readers },
  audit: {
    IP_BLOCK_LIFTED: ({ cidr, cause }) => ({
      subject: cidr,
      detail:
        cause === 'lifted'
          ? `${cidr} is blocked no more`
          : `${cidr} is blocked no more: an administrator came from there`,
    }),
  },
});

export const ipBlockMessages = [ipBlockCreated, ipBlockChanged, ipBlockLifted];
