import { id, idParameter, instant, line, page, pageQuery } from '@antrean/platform/http';
import { z } from 'zod';
import type { AvailabilityBlock } from '../availability.entity.ts';
import { ofStaff } from '../rules/rule.contract.ts';

const LONGEST_DAYS = 366;
const moment = z.iso
  .datetime({ offset: true })
  .refine((text) => text >= '2000' && text < '2200', 'is not near enough / terlalu jauh')
  .transform((text) => new Date(text))
  .meta({ format: 'date-time', examples: ['2027-03-01T05:00:00Z'] });
const reason = line(200)
  .nullable()
  .describe('For who works there')
  .meta({ examples: ['Cuti'] });

export const newBlock = z
  .object({
    staffId: id
      .nullable()
      .default(null)
      .describe(
        'Who is away: from every clinic where they work when it is you, else from this one; null: nobody is booked at it',
      ),
    startsAt: moment,
    endsAt: moment,
    reason: reason.default(null),
  })
  .strict();
export type NewBlock = z.output<typeof newBlock>;

export const blockChanges = z
  .object({
    startsAt: moment.exactOptional(),
    endsAt: moment.exactOptional(),
    reason: reason.exactOptional(),
  })
  .strict();
export type BlockChanges = z.output<typeof blockChanges>;

export const blockParams = z.object({ id: idParameter, blockId: idParameter });
export const blockQuery = z
  .object({
    staffId: ofStaff,
    from: z.iso.datetime({ offset: true }).optional().describe('Those that end behind it; absent: now'),
    to: z.iso.datetime({ offset: true }).optional().describe('Those that begin before it'),
    ...pageQuery(),
  })
  .strict();
export type BlockQuery = z.output<typeof blockQuery>;

export const blockBody = z.object({
  id,
  clinicId: id,
  staffId: id.nullable(),
  startsAt: instant,
  endsAt: instant,
  reason: z.string().nullable(),
  version: z.int(),
});
export type BlockBody = z.output<typeof blockBody>;
export const blockPage = page(blockBody);

export const toBlockBody = (block: AvailabilityBlock): BlockBody => ({
  id: block.id,
  clinicId: block.clinicId,
  staffId: block.staffId ?? null,
  startsAt: block.startsAt.toISOString(),
  endsAt: block.endsAt.toISOString(),
  reason: block.reason ?? null,
  version: block.version,
});

/** Why a span cannot be; null when it can. */
export function refusalOfSpan(startsAt: Date, endsAt: Date): { en: string; id: string } | null {
  if (endsAt <= startsAt) return { en: 'is not behind startsAt', id: 'tidak setelah startsAt' };
  return endsAt.getTime() - startsAt.getTime() > LONGEST_DAYS * 86_400_000
    ? {
        en: `is more than ${LONGEST_DAYS} days behind startsAt`,
        id: `lebih dari ${LONGEST_DAYS} hari setelah startsAt`,
      }
    : null;
}
