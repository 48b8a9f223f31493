import { id, idParameter, line, note, page, pageQuery } from '@antrean/platform/http';
import { z } from 'zod';
import { MOST_OF_A_CLINIC } from '../staff/staff.contract.ts';

const fields = {
  name: line(100).meta({ examples: ['Vaksinasi'] }),
  description: note(2_000).nullable(),
  price: z
    .int()
    .min(0)
    .max(1_000_000_000)
    .describe('Rupiah')
    .meta({ examples: [150_000] }),
  durationMinutes: z
    .int()
    .min(1)
    .max(1_440)
    .meta({ examples: [30] }),
  bufferMinutes: z.int().min(0).max(480).describe('Kept free behind each booking'),
  position: z.int().min(0).max(100_000).describe('Lists show the lowest first'),
  isActive: z.boolean().describe('Whether it can be booked and is shown to everybody'),
  staffIds: z.array(id).max(MOST_OF_A_CLINIC).describe('Who offers it'),
};

export const newService = z.object({
  ...fields,
  description: fields.description.default(null),
  bufferMinutes: fields.bufferMinutes.default(0),
  position: fields.position.exactOptional().describe('Behind all others when absent'),
  isActive: fields.isActive.default(true),
  staffIds: fields.staffIds.default([]),
});
export type NewService = z.output<typeof newService>;

export const serviceChanges = z.object({
  name: fields.name.exactOptional(),
  description: fields.description.exactOptional(),
  price: fields.price.exactOptional(),
  durationMinutes: fields.durationMinutes.exactOptional(),
  bufferMinutes: fields.bufferMinutes.exactOptional(),
  position: fields.position.exactOptional(),
  isActive: fields.isActive.exactOptional(),
  staffIds: fields.staffIds.exactOptional(),
});
export type ServiceChanges = z.output<typeof serviceChanges>;

export const serviceBody = z.object({
  id,
  name: z.string(),
  description: z.string().nullable(),
  price: z.int(),
  durationMinutes: z.int(),
  bufferMinutes: z.int(),
  position: z.int(),
  isActive: z.boolean(),
  staffIds: z.array(id).describe('Who offers it; the public sees those whom it can book'),
  version: z.int(),
});
export type ServiceBody = z.output<typeof serviceBody>;
export const servicePage = page(serviceBody);

export const serviceQuery = z.object({
  isActive: z.stringbool().optional().describe('For who works there; everybody sees active ones alone'),
  ...pageQuery(50),
});
export const serviceParams = z.object({ id: idParameter, serviceId: idParameter });
