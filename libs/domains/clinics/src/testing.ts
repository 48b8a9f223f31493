import { randomUUID } from 'node:crypto';
import { assignPlacedRoles, placedRolesOf } from '@antrean/access';
import { query, type Database } from '@antrean/platform/database';
import { Clinic, ClinicService, type StaffRole } from './clinic.entity.ts';

/** A clinic in Jakarta, without hours, staff and services. */
export async function createTestClinic(
  database: Database,
  details: {
    name?: string;
    city?: string;
    timeZone?: string;
    latitude?: number;
    longitude?: number;
    isActive?: boolean;
  } = {},
): Promise<Clinic> {
  const em = database.fork();
  const clinic = em.create(Clinic, {
    name: `Clinic ${randomUUID().slice(0, 8)}`,
    street: 'Jl. Kemang Raya 12',
    city: 'Jakarta',
    latitude: -6.2607,
    longitude: 106.8135,
    timeZone: 'Asia/Jakarta',
    ...details,
  });
  await em.flush();
  return clinic;
}

/** Somebody who works at a clinic; a user has the role there too. */
export async function createTestStaff(
  database: Database,
  clinicId: number,
  details: {
    userId?: number;
    name?: string;
    role?: StaffRole;
    isBookable?: boolean;
    isActive?: boolean;
  } = {},
): Promise<{ id: number; personId: number }> {
  const em = database.fork();
  const { userId = null, name = 'drh. Test', role = 'staff', isBookable = true, isActive = true } = details;
  const [staff] = await query<{ id: number; personId: number }>(
    em,
    `with known as (select id from staff_persons where user_id = ?),
       person as (insert into staff_persons (user_id) select ?::int where not exists (select from known) returning id)
     insert into clinic_staff (clinic_id, person_id, name, role, is_bookable, is_active)
     select ?, id, ?, ?, ?, ? from (select id from known union all select id from person) found
     returning id, person_id as "personId"`,
    [userId, userId, clinicId, name, role, isBookable, isActive],
  );
  if (!staff) throw new Error('no staff was made');
  if (userId !== null) {
    const placed = { role: `clinic_${role}`, clinicId, outletId: null, departmentId: null };
    await assignPlacedRoles(em, userId, [...(await placedRolesOf(em, userId)), placed]);
  }
  return staff;
}

/** That a clinic asks a user whether they work there; it makes the clinic too. */
export async function createTestInvitation(database: Database, userId: number): Promise<{ id: number }> {
  const { id: clinicId } = await createTestClinic(database);
  const { id: staffId } = await createTestStaff(database, clinicId, { isActive: false });
  const [invitation] = await query<{ id: number }>(
    database.fork(),
    `insert into clinic_invitations (clinic_id, staff_id, user_id, role, is_new_entry, expires_at)
     values (?, ?, ?, 'staff', true, now() + interval '14 days') returning id`,
    [clinicId, staffId, userId],
  );
  if (!invitation) throw new Error('no invitation was made');
  return invitation;
}

/** A service of half an hour. */
export async function createTestService(
  database: Database,
  clinicId: number,
  details: {
    name?: string;
    price?: number;
    durationMinutes?: number;
    bufferMinutes?: number;
    staffIds?: number[];
  } = {},
): Promise<ClinicService> {
  const em = database.fork();
  const { staffIds = [], ...rest } = details;
  const name = `Service ${randomUUID().slice(0, 8)}`;
  const service = em.create(ClinicService, { clinicId, name, price: 150_000, durationMinutes: 30, ...rest });
  await em.flush();
  for (const staffId of staffIds) {
    await query(em, `insert into clinic_staff_services (staff_id, service_id) values (?, ?)`, [
      staffId,
      service.id,
    ]);
  }
  return service;
}
