import { rowId } from '@antrean/catalogue';
import { instant, line, growingQuery } from '@antrean/platform/http';
import { z } from 'zod';
import type { DisplayToken } from './display-token.entity.ts';
import { SCREENS } from './screen.ts';

export const displayInput = z.object({
  label: line(100).describe('Where it hangs, for those who read the list'),
  screen: z
    .enum(SCREENS)
    .default('sales')
    .describe('What it shows: the order feed of the point of sale, or that screen of the console'),
  outletId: rowId
    .nullable()
    .default(null)
    .describe('The only outlet whose sales or machines it shows; all when absent'),
  expiresAt: z.iso
    .datetime({ offset: true })
    .nullable()
    .default(null)
    .describe('It lives until it is revoked when absent'),
});

export const displayParams = z.object({ id: z.uuid() });
export const displayQuery = z.object(growingQuery(50));

export const displayView = z.object({
  id: z.string(),
  label: z.string(),
  screen: z.enum(SCREENS),
  outletId: rowId.nullable(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
  lastSeenAt: instant.nullable().describe('When it came last, to the minute'),
});
export type DisplayView = z.infer<typeof displayView>;

export const issuedDisplay = displayView.extend({ token: z.string().describe('Shown this once') });

/** What a screen is told of itself. */
export const ownDisplayView = z.object({
  id: z.string(),
  label: z.string(),
  screen: z.enum(SCREENS),
  permissions: z.array(z.string()).describe('What it may read; it changes nothing'),
});

export const toDisplayView = (token: DisplayToken): DisplayView => ({
  id: token.id,
  label: token.label,
  screen: token.screen,
  outletId: token.outletId ?? null,
  createdAt: token.createdAt.toISOString(),
  expiresAt: token.expiresAt?.toISOString() ?? null,
  revokedAt: token.revokedAt?.toISOString() ?? null,
  lastSeenAt: token.lastSeenAt?.toISOString() ?? null,
});
