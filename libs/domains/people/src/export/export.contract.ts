import { instant } from '@antrean/platform/http';
import { z } from 'zod';

export const exportBody = z.object({
  status: z.enum(['pending', 'ready', 'failed']),
  requestedAt: instant,
  expiresAt: instant.nullable().describe('When the file goes; null while it is being made'),
  size: z.int().nullable().describe('Bytes'),
});
export type ExportBody = z.output<typeof exportBody>;
