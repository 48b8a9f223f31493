import { defineEvent } from '@antrean/platform/messages';
import { z } from 'zod';
import { permissions } from './pet.policy.ts';

interface OfPet {
  ownerId: number | null;
  clinicIds: number[];
}

/** Who hears of a pet: its owner, and the clinics that it has been at. Which others those are is told to nobody. */
const petAudience = {
  namespace: '/notifications',
  readers: [
    { holding: permissions.keep, user: (e: OfPet) => e.ownerId },
    { holding: permissions.treat, clinic: (e: OfPet) => e.clinicIds },
  ],
};
const wire = { petId: z.int(), name: z.string(), ownerId: z.int().nullable() };
const whose = { clinicIds: z.array(z.int()) };
// The trail has the number alone: it is kept for longer than names.
const subjectOf = ({ petId }: { petId: number }): string => `pet:${petId}`;

const petWire = z.object(wire);
export const petCreated = defineEvent({
  name: 'pet.created',
  version: 1,
  summary: 'Somebody has another pet.',
  schema: petWire.extend(whose),
  realtime: { ...petAudience, schema: petWire },
  audit: { PET_CREATED: (e) => ({ subject: subjectOf(e), detail: `Pet ${e.petId} was added` }) },
});

const updatedWire = z.object({ ...wire, changed: z.array(z.string()) });
export const petUpdated = defineEvent({
  name: 'pet.updated',
  version: 1,
  summary: 'What is known of a pet was changed.',
  schema: updatedWire.extend(whose),
  realtime: { ...petAudience, schema: updatedWire },
  audit: {
    PET_UPDATED: (e) => ({
      subject: subjectOf(e),
      detail: `Pet ${e.petId} was changed: ${e.changed.join(', ')}`,
    }),
  },
});

export const petDeleted = defineEvent({
  name: 'pet.deleted',
  version: 1,
  summary: 'A pet was deleted, by its owner or with the account; clinics keep what they wrote.',
  schema: petWire.extend(whose),
  realtime: { ...petAudience, schema: petWire },
  audit: { PET_DELETED: (e) => ({ subject: subjectOf(e), detail: `Pet ${e.petId} was deleted` }) },
});

const admittedWire = z.object({ ...wire, clinicId: z.int() });
export const petAdmitted = defineEvent({
  name: 'pet.admitted',
  version: 1,
  summary: 'A pet has its first booking at a clinic, whose staff see it from now on.',
  schema: admittedWire,
  realtime: {
    namespace: '/notifications',
    readers: [
      { holding: permissions.keep, user: (e) => e.ownerId },
      { holding: permissions.treat, clinic: (e) => e.clinicId },
    ],
  },
  audit: {
    PET_ADMITTED: (e) => ({
      subject: subjectOf(e),
      detail: `The staff of clinic ${e.clinicId} see pet ${e.petId} from now on`,
    }),
  },
});

const imageWire = z.object({ ...wire, imageId: z.int(), change: z.enum(['added', 'removed']) });
export const imagesChanged = defineEvent({
  name: 'pet.images.changed',
  version: 1,
  summary: 'A picture of a pet was added or removed.',
  schema: imageWire.extend(whose),
  realtime: { ...petAudience, schema: imageWire },
  audit: {
    PET_IMAGE_ADDED: (e) =>
      e.change === 'added'
        ? { subject: subjectOf(e), detail: `Picture ${e.imageId} of pet ${e.petId} was added` }
        : null,
    PET_IMAGE_REMOVED: (e) =>
      e.change === 'removed'
        ? { subject: subjectOf(e), detail: `Picture ${e.imageId} of pet ${e.petId} was removed` }
        : null,
  },
});

const recordWire = z.object({
  ...wire,
  recordId: z.int(),
  clinicId: z.int().nullable(),
  writtenBy: z.enum(['owner', 'clinic']),
});
const recordEvent = <A extends string>(
  change: 'created' | 'updated' | 'deleted',
  { action, summary }: { action: A; summary: string },
) =>
  defineEvent({
    name: `pet.record.${change}`,
    version: 1,
    summary,
    schema: recordWire.extend(whose),
    realtime: { ...petAudience, schema: recordWire },
    audit: {
      [action]: (e: z.infer<typeof recordWire>) => ({
        subject: subjectOf(e),
        detail: `Record ${e.recordId} of pet ${e.petId} was ${change} by ${e.writtenBy === 'clinic' ? `clinic ${e.clinicId}` : 'the owner'}`,
      }),
    },
  });
export const recordCreated = recordEvent('created', {
  action: 'PET_RECORD_CREATED',
  summary: 'Something was written into the medical history of a pet.',
});
export const recordUpdated = recordEvent('updated', {
  action: 'PET_RECORD_UPDATED',
  summary: 'An entry of the medical history of a pet, or one of its files, was changed.',
});
export const recordDeleted = recordEvent('deleted', {
  action: 'PET_RECORD_DELETED',
  summary: 'An entry of the medical history of a pet was deleted.',
});

export const petMessages = [
  petCreated,
  petUpdated,
  petDeleted,
  petAdmitted,
  imagesChanged,
  recordCreated,
  recordUpdated,
  recordDeleted,
];
