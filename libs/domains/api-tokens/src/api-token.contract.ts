import { growingQuery, id, instant, line } from '@antrean/platform/http';
import { z } from 'zod';
import type { ApiToken } from './api-token.entity.ts';

const ability = z
  .string()
  .min(1)
  .max(100)
  .meta({ examples: ['meal-orders.read'] });

export const tokenInput = z.object({
  name: line(100).describe('What it is for, by which you know it again'),
  abilities: z.array(ability).min(1).max(200).describe('Permissions of yours: what it may do'),
  expiresAt: z.iso
    .datetime({ offset: true })
    .nullable()
    .default(null)
    .describe('At most 366 days from now; 90 days when absent'),
});
export type TokenInput = z.output<typeof tokenInput>;

export const tokenParams = z.object({ id: z.uuid() });
export const tokenQuery = z.object(growingQuery(50));

export const tokenView = z.object({
  id: z.uuid(),
  /** Acts for its user, or is a machine's. */
  kind: z.enum(['personal', 'device']),
  name: z.string(),
  abilities: z.array(z.string()),
  subject: z.object({ kind: z.string(), id }).nullable().describe('The machine'),
  createdAt: instant,
  lastUsedAt: instant.nullable().describe('To the minute'),
  expiresAt: instant,
  revokedAt: instant.nullable(),
});
export type TokenView = z.infer<typeof tokenView>;

export const issuedToken = tokenView.extend({ token: z.string().describe('Shown this once') });
export type IssuedToken = z.infer<typeof issuedToken>;

export const subjectOf = ({ subjectKind, subjectId }: ApiToken): TokenView['subject'] =>
  typeof subjectKind === 'string' && typeof subjectId === 'number'
    ? { kind: subjectKind, id: subjectId }
    : null;

export const toTokenView = (token: ApiToken): TokenView => ({
  id: token.id,
  kind: subjectOf(token) ? 'device' : 'personal',
  name: token.name,
  abilities: token.abilities,
  subject: subjectOf(token),
  createdAt: token.createdAt.toISOString(),
  lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  expiresAt: token.expiresAt.toISOString(),
  revokedAt: token.revokedAt?.toISOString() ?? null,
});
