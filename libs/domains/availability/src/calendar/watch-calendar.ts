import { idParameter } from '@antrean/platform/http';
import type { SocketRequest } from '@antrean/platform/messages';
import { z } from 'zod';

const clinic = z
  .union([idParameter, z.object({ clinicId: idParameter })])
  .transform((asked) => (typeof asked === 'number' ? asked : asked.clinicId))
  .describe('A clinic’s id, or `{ clinicId }`');

export type Watching = { clinicId: number } | { error: 'not_found' | 'too_many' };
const reply: z.ZodType<Watching> = z.union([
  z.object({ clinicId: z.int() }),
  z.object({ error: z.enum(['not_found', 'too_many']) }),
]);
const budget = { burst: 60, perSecond: 2 };

export const watchCalendar: SocketRequest<number, Watching> = {
  name: 'watch',
  summary:
    'Has the socket hear `availability.changed` of an active clinic, of up to 50 at a time, until it ends or sends ' +
    '`unwatch`. After a reconnection: watch again, and load anew what is shown.',
  namespace: '/notifications',
  input: clinic,
  reply,
  budget,
};

export const unwatchCalendar: SocketRequest<number, Watching> = {
  name: 'unwatch',
  summary: 'Has the socket hear no longer what is for who watches a clinic.',
  namespace: '/notifications',
  input: clinic,
  reply,
  budget,
};
