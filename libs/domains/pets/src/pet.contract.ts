import {
  businessDate,
  growingPage,
  growingQuery,
  id,
  idParameter,
  instant,
  line,
} from '@antrean/platform/http';
import { z } from 'zod';

export const SEXES = ['male', 'female', 'unknown'] as const;

const birthDate = businessDate
  .refine((day) => day >= '1900-01-01', 'is too long ago')
  .describe('Not in the future; give this or ageMonths');
const ageMonths = z
  .int()
  .min(0)
  .max(1_200)
  .describe('Of which a birth date is reckoned; give this or birthDate');
const weightGrams = z.int().min(1).max(10_000_000);
const isOne = (given: { birthDate?: unknown; ageMonths?: unknown }): boolean =>
  given.birthDate === undefined || given.ageMonths === undefined;
const ONE = {
  path: ['ageMonths'],
  message: 'give birthDate or ageMonths, not both / beri birthDate atau ageMonths, jangan keduanya',
};

export const newPet = z
  .object({
    name: line(100).meta({ examples: ['Momo'] }),
    species: line(50).meta({ examples: ['cat'] }),
    breed: line(100).nullable().default(null),
    birthDate: birthDate.nullable().exactOptional(),
    ageMonths: ageMonths.nullable().exactOptional(),
    sex: z.enum(SEXES).default('unknown'),
    weightGrams: weightGrams.nullable().default(null),
  })
  .refine(isOne, ONE);
export type NewPet = z.output<typeof newPet>;

export const petChanges = z
  .object({
    name: line(100).exactOptional(),
    species: line(50).exactOptional(),
    breed: line(100).nullable().exactOptional(),
    birthDate: birthDate.nullable().exactOptional(),
    ageMonths: ageMonths.exactOptional(),
    sex: z.enum(SEXES).exactOptional(),
    weightGrams: weightGrams.nullable().exactOptional(),
  })
  .refine(isOne, ONE);
export type PetChanges = z.output<typeof petChanges>;

export const petView = z.object({
  id,
  name: z.string(),
  species: z.string(),
  breed: z.string().nullable(),
  birthDate: z.string().nullable(),
  birthDateEstimated: z.boolean().describe('Whether it was reckoned from an age'),
  ageMonths: z.int().nullable().describe('Whole months, today'),
  sex: z.enum(SEXES),
  weightGrams: z.int().nullable(),
  owner: z.object({ id, name: z.string() }).nullable().describe('Null when the owner has left'),
  isDeleted: z.boolean().describe('Its owner has deleted it; clinics see it still'),
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
});
export type PetView = z.infer<typeof petView>;
export const petPage = growingPage(petView);

export const petParams = z.object({ id: idParameter });
export const petQuery = z.object({
  q: line(100).optional().describe('Part of the name'),
  clinicId: idParameter
    .optional()
    .describe('Those that have been at this clinic, of which the caller sees the pets'),
  ...growingQuery(),
});
export type PetQuery = z.output<typeof petQuery>;
