import { versioned } from '@antrean/platform/database';
import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { INVITATION_STATUSES } from './staff/invitation.state.ts';
import type { WeeklyInterval } from './hours/opening-hours.ts';

export const STAFF_ROLES = ['manager', 'staff'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export const Clinic = defineEntity({
  name: 'Clinic',
  tableName: 'clinics',
  properties: {
    id: p.integer().primary(),
    name: p.text(),
    description: p.text().nullable(),
    street: p.text(),
    district: p.text().nullable(),
    city: p.text(),
    province: p.text().nullable(),
    postalCode: p.text().nullable(),
    country: p.text().default('ID'),
    latitude: p.float().columnType('double precision'),
    longitude: p.float().columnType('double precision'),
    timeZone: p.text(),
    phone: p.text().nullable(),
    email: p.text().nullable(),
    bookingHorizonDays: p.integer().default(365),
    minimumNoticeMinutes: p.integer().default(0),
    autoConfirmBookings: p.boolean().default(true),
    confirmWithinHours: p.integer().default(24),
    cancellationNoticeHours: p.integer().default(0),
    takesGuestBookings: p.boolean().default(true),
    isActive: p.boolean().default(true),
    ...versioned,
  },
});
export type Clinic = InferEntity<typeof Clinic>;

/** A human who works at clinics, with or without a login: one calendar. */
export const StaffPerson = defineEntity({
  name: 'StaffPerson',
  tableName: 'staff_persons',
  properties: {
    id: p.integer().primary(),
    userId: p.integer().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
export type StaffPerson = InferEntity<typeof StaffPerson>;

/** Somebody at a clinic. Who left keeps the row, not active, because bookings name it. */
export const ClinicStaff = defineEntity({
  name: 'ClinicStaff',
  tableName: 'clinic_staff',
  properties: {
    id: p.integer().primary(),
    clinicId: p.integer(),
    personId: p.integer(),
    name: p.text(),
    title: p.text().nullable(),
    role: p.enum(STAFF_ROLES),
    isBookable: p.boolean().default(false),
    isActive: p.boolean().default(true),
    phone: p.text().nullable(),
    ...versioned,
  },
});
export type ClinicStaff = InferEntity<typeof ClinicStaff>;

/** That the owner of an account is asked whether they work at a clinic. */
export const ClinicInvitation = defineEntity({
  name: 'ClinicInvitation',
  tableName: 'clinic_invitations',
  properties: {
    id: p.integer().primary(),
    clinicId: p.integer(),
    /** The entry that waits for the answer; null when it is gone. */
    staffId: p.integer().nullable(),
    userId: p.integer(),
    /** By which the account was named, while it waits; null when it was named otherwise. */
    email: p.text().nullable(),
    /** As what they are to work there. */
    role: p.enum(STAFF_ROLES),
    status: p.enum(INVITATION_STATUSES).default('invited'),
    /** The entry was made for it, and goes when nobody accepts it. */
    isNewEntry: p.boolean(),
    expiresAt: p.datetime(),
    createdAt: p.datetime().defaultRaw('now()'),
    endedAt: p.datetime().nullable(),
  },
});
export type ClinicInvitation = InferEntity<typeof ClinicInvitation>;

/** Something that a clinic offers. One that was deleted keeps the row, because bookings name it. */
export const ClinicService = defineEntity({
  name: 'ClinicService',
  tableName: 'clinic_services',
  properties: {
    id: p.integer().primary(),
    clinicId: p.integer(),
    name: p.text(),
    description: p.text().nullable(),
    /** Rupiah. */
    price: p.integer(),
    durationMinutes: p.integer(),
    bufferMinutes: p.integer().default(0),
    sortOrder: p.integer().default(0),
    isActive: p.boolean().default(true),
    removedAt: p.datetime().nullable(),
    ...versioned,
  },
});
export type ClinicService = InferEntity<typeof ClinicService>;

/** When a clinic is open in an ordinary week, on its own clocks. */
export const ClinicHours = defineEntity({
  name: 'ClinicHours',
  tableName: 'clinic_hours',
  properties: {
    clinicId: p.integer().primary().autoincrement(false),
    weekly: p.json().$type<WeeklyInterval[]>().default([]),
    ...versioned,
  },
});
export type ClinicHours = InferEntity<typeof ClinicHours>;
