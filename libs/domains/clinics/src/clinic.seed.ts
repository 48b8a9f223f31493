import { assignPlacedRoles, assignRoles } from '@antrean/access';
import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import {
  Clinic,
  ClinicHours,
  ClinicService,
  ClinicStaff,
  StaffPerson,
  type StaffRole,
} from './clinic.entity.ts';

const CLINICS = [
  {
    name: 'Klinik Hewan Sahabat',
    description: 'Dokter hewan untuk kucing, anjing, dan kelinci; rawat inap dan grooming.',
    street: 'Jl. Kemang Raya 12',
    district: 'Mampang Prapatan',
    city: 'Jakarta Selatan',
    province: 'DKI Jakarta',
    postalCode: '12730',
    latitude: -6.2607,
    longitude: 106.8135,
    timeZone: 'Asia/Jakarta',
    phone: '+622171812345',
    email: 'halo@sahabat.antrean.test',
  },
  {
    name: 'Klinik Satwa Losari',
    description: 'Klinik hewan di tepi Pantai Losari.',
    street: 'Jl. Penghibur 8',
    district: 'Ujung Pandang',
    city: 'Makassar',
    province: 'Sulawesi Selatan',
    postalCode: '90111',
    latitude: -5.1436,
    longitude: 119.4073,
    timeZone: 'Asia/Makassar',
    phone: '+624118712345',
    email: 'halo@losari.antrean.test',
  },
];
const SERVICES = [
  { name: 'Konsultasi', price: 150_000, durationMinutes: 30, bufferMinutes: 0 },
  { name: 'Vaksinasi', price: 250_000, durationMinutes: 30, bufferMinutes: 15 },
  { name: 'Sterilisasi', price: 900_000, durationMinutes: 120, bufferMinutes: 30 },
  { name: 'Grooming', price: 120_000, durationMinutes: 60, bufferMinutes: 0 },
];
interface SeedStaff {
  readonly name: string;
  readonly title: string;
  readonly role: StaffRole;
  readonly offers: readonly string[];
  /** The development user that they log in as. */
  readonly nik?: string;
}
const VET = ['Konsultasi', 'Vaksinasi', 'Sterilisasi'];
/** By clinic; drh. Rahmat works at both. */
const STAFF: readonly (readonly SeedStaff[])[] = [
  [
    { name: 'Lina Marlina', title: 'Manajer', role: 'manager', offers: [], nik: 'CLM001' },
    { name: 'drh. Maya Anggraini', title: 'Dokter hewan', role: 'staff', offers: VET, nik: 'CLS001' },
    { name: 'drh. Rahmat Hidayat', title: 'Dokter hewan bedah', role: 'staff', offers: VET },
    { name: 'Wati', title: 'Groomer', role: 'staff', offers: ['Grooming'] },
  ],
  [{ name: 'drh. Rahmat Hidayat', title: 'Dokter hewan', role: 'staff', offers: [...VET, 'Grooming'] }],
];
const WEEK = [
  ...[1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, opens: '08:00', closes: '12:00' },
    { weekday, opens: '13:00', closes: '17:00' },
  ]),
  { weekday: 6, opens: '08:00', closes: '13:00' },
];

/**
 * Two clinics for development, in two time zones, of which the first has the development users of clinics; there alone they
 * have their roles from then on. Where there is a clinic nothing happens. Processes that start at once take turns.
 */
export async function seedClinics(em: EntityManager): Promise<void> {
  await query(em, `select pg_advisory_xact_lock(hashtext('antrean development data'))`);
  if ((await em.count(Clinic)) > 0) return;
  const persons = new Map<string, number>();
  for (const [i, details] of CLINICS.entries()) {
    const clinic = em.create(Clinic, details);
    await em.flush();
    em.create(ClinicHours, { clinicId: clinic.id, weekly: WEEK });
    const services = SERVICES.map((service, sortOrder) =>
      em.create(ClinicService, { ...service, sortOrder, clinicId: clinic.id }),
    );
    await em.flush();
    for (const { nik, offers, ...staff } of STAFF[i] ?? []) {
      const userId = nik === undefined ? null : await moveRole(em, nik, staff.role, clinic.id);
      const personId = persons.get(staff.name) ?? (await createPerson(em, userId));
      persons.set(staff.name, personId);
      const row = em.create(ClinicStaff, {
        ...staff,
        clinicId: clinic.id,
        personId,
        isBookable: offers.length > 0,
      });
      await em.flush();
      const offered = services.filter(({ name }) => offers.includes(name)).map(({ id }) => id);
      await query(em, `insert into clinic_staff_services (staff_id, service_id) select ?, unnest(?::int[])`, [
        row.id,
        `{${offered.join(',')}}`,
      ]);
    }
  }
}

async function createPerson(em: EntityManager, userId: number | null): Promise<number> {
  const person = em.create(StaffPerson, { userId });
  await em.flush();
  return person.id;
}

/** A development user has the role at this clinic, and not everywhere. @returns their id; null when there is no such user */
async function moveRole(
  em: EntityManager,
  nik: string,
  role: StaffRole,
  clinicId: number,
): Promise<number | null> {
  const [user] = await query<{ id: number }>(em, `select id from users_v where nik = ?`, [nik]);
  if (!user) return null;
  await assignRoles(em, user.id, []);
  await assignPlacedRoles(em, user.id, [
    { role: `clinic_${role}`, clinicId, outletId: null, departmentId: null },
  ]);
  return user.id;
}
