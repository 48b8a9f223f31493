import { rowId } from '@antrean/catalogue';
import { instant, line, growingQuery } from '@antrean/platform/http';
import { z } from 'zod';
import type { DisplayToken } from './display-token.entity.ts';

export const displayInput = z.object({
  label: line(100).describe('Where it hangs, for those who read the list'),
  outletId: rowId.nullable().default(null).describe('The only outlet that it shows; all when absent'),
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
  outletId: rowId.nullable(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export type DisplayView = z.infer<typeof displayView>;

export const issuedDisplay = displayView.extend({ token: z.string().describe('Shown this once') });

export const toDisplayView = (token: DisplayToken): DisplayView => ({
  id: token.id,
  label: token.label,
  outletId: token.outletId ?? null,
  createdAt: token.createdAt.toISOString(),
  expiresAt: token.expiresAt?.toISOString() ?? null,
  revokedAt: token.revokedAt?.toISOString() ?? null,
});
