import type { Retention } from '@antrean/platform/retention';

export const clinicRetention: readonly Retention[] = [
  { table: 'clinics', forEver: 'master data: bookings and records name it' },
  { table: 'staff_persons', forEver: 'master data: bookings name them' },
  { table: 'clinic_staff', forEver: 'master data: bookings name them' },
  // So long it counts how often a clinic has asked somebody.
  { table: 'clinic_invitations', keep: '90 days', since: 'created_at' },
  { table: 'clinic_services', forEver: 'master data: bookings name it' },
  { table: 'clinic_staff_services', forEver: 'goes with who offers it or what is offered' },
  { table: 'clinic_hours', forEver: 'one row for each clinic' },
  { table: 'clinic_hour_exceptions', keep: '400 days', since: 'local_date' },
];
