import type { Retention } from '@antrean/platform/retention';

export const petRetention: readonly Retention[] = [
  {
    table: 'pets',
    removed: 'when its owner deletes it or leaves; one that was at a clinic stays for the clinic',
  },
  { table: 'pet_clinics', removed: 'with the pet' },
  { table: 'pet_records', removed: 'by who wrote it, or with the pet; a clinic keeps its own' },
  { table: 'pet_record_attachments', removed: 'with the record; the file goes then' },
  { table: 'pet_images', removed: 'by the owner, or when the pet is deleted; the file goes then' },
];
