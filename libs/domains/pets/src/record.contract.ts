import {
  businessDate,
  growingPage,
  growingQuery,
  id,
  idParameter,
  instant,
  line,
  note,
} from '@antrean/platform/http';
import { z } from 'zod';
import { fileView } from './pet-file.ts';

const type = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'must be a word such as vaccination')
  .describe(
    'What it was, in one word: checkup, vaccination, illness, injury, surgery, medication, allergy, lab, …',
  )
  .meta({ examples: ['vaccination'] });
const date = businessDate
  .refine((day) => day >= '1900-01-01', 'is too long ago')
  .describe('Not in the future');
const clinicId = id.nullable();

export const newRecord = z.object({
  date,
  type,
  title: line(200).meta({ examples: ['Rabies'] }),
  notes: note(10_000).nullable().default(null),
  clinicId: clinicId
    .exactOptional()
    .describe('Where it was. Of staff: the clinic that they write for; may be left out when it is one'),
});
export type NewRecord = z.output<typeof newRecord>;

export const recordChanges = z.object({
  date: date.exactOptional(),
  type: type.exactOptional(),
  title: line(200).exactOptional(),
  notes: note(10_000).nullable().exactOptional(),
  clinicId: clinicId.exactOptional().describe('Of what the owner wrote'),
});
export type RecordChanges = z.output<typeof recordChanges>;

export const recordView = z.object({
  id,
  petId: id,
  date: z.string(),
  type: z.string(),
  title: z.string(),
  notes: z.string().nullable(),
  clinicId: id.nullable(),
  clinicName: z.string().nullable(),
  writtenBy: z.enum(['owner', 'clinic']),
  author: z.string().nullable().describe('Null when they have left'),
  attachments: z.array(fileView),
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
});
export type RecordView = z.infer<typeof recordView>;
export const recordPage = growingPage(recordView);

export const recordParams = z.object({ id: idParameter, recordId: idParameter });
export const attachmentParams = recordParams.extend({ attachmentId: idParameter });
export const recordQuery = z.object(growingQuery());
