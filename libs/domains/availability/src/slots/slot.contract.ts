import { businessDate, id, idParameter, instant } from '@antrean/platform/http';
import { z } from 'zod';

export const clinicParams = z.object({ id: idParameter });

/** Years that Temporal and PostgreSQL both know, and in which anybody books something. */
const isNear = (text: string): boolean => text >= '2000' && text < '2200';
const moment = z
  .union([businessDate, z.iso.datetime({ offset: true })])
  .refine(isNear, 'is not near enough / terlalu jauh')
  .meta({ examples: ['2027-03-01'] });

export const slotQuery = z
  .object({
    staffId: idParameter
      .optional()
      .describe('Of this person alone; absent: of everybody who offers the service'),
    from: moment.optional().describe('A day on the clinic’s calendar, or an instant; absent: today'),
    to: moment.optional().describe('The last day, or the instant before which slots begin'),
    serviceId: idParameter,
  })
  .strict();
export type SlotQuery = z.output<typeof slotQuery>;

export const slot = z.object({
  startsAt: instant,
  endsAt: instant,
  staffIds: z.array(id).describe('Who is free then'),
  localStartsAt: z
    .string()
    .describe('The start on the clinic’s clocks, with their offset: it tells hours of the same name apart')
    .meta({ examples: ['2027-03-01T09:00:00+07:00'] }),
});
export type Slot = z.output<typeof slot>;

export const dayCount = z.object({
  date: businessDate,
  slots: z.int().describe('Different times at which somebody is free'),
});
export type DayCount = z.output<typeof dayCount>;
