import { addVisitingPet, admitPet } from '@antrean/pets';
import type { UserPrincipal } from '@antrean/platform/auth';
import { againOnConflict, query } from '@antrean/platform/database';
import { invalidField, problem } from '@antrean/platform/http';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import type { BookingBody } from '../booking.contract.ts';
import { attends } from '../booking.policy.ts';
import { bookingProblem } from '../booking.problem.ts';
import { bookingBodyOf } from '../booking.queries.ts';
import { findClinicRules } from '../clinic-rules.ts';
import { writeBooking } from '../create-booking.ts';
import { tellMade } from '../mail/tell-people.ts';
import type { NewClinicBooking } from './calendar.contract.ts';

/**
 * Books for somebody who calls or stands at the desk: for a pet that was booked there before, or for who comes without an
 * account. Its notice and horizon do not bind the clinic, nor its grid of times; what is taken and blocked does.
 * @throws problem `not_found`, `forbidden`, `clinic_takes_no_bookings`, `invalid_request`, `outside_availability`, `slot_taken`
 */
export const bookAtClinic = (
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  clinicId: number,
  { petId, visitor, ...wish }: NewClinicBooking,
): Promise<BookingBody> =>
  againOnConflict(() =>
    transaction(unitOfWork, context, async (tx) => {
      const rules = await findClinicRules(tx.em, clinicId);
      if (!attends(actor, { clinicId })) throw problem(rules?.isActive ? 'forbidden' : 'not_found');
      if (!rules) throw problem('not_found');
      if (!rules.isActive)
        throw bookingProblem('clinic_takes_no_bookings', { parameters: { clinicName: rules.name } });
      const whose = petId === undefined ? null : await findPatient(tx, clinicId, petId);
      const pet = whose?.petId ?? (visitor && (await addVisitingPet(tx, visitor.pet)));
      if (pet === undefined) throw problem('not_found');
      await admitPet(tx, pet, clinicId);
      const booking = await writeBooking(
        tx,
        { ...wish, clinicId, status: 'confirmed', heldForSeconds: null },
        {
          petId: pet,
          customerId: whose?.ownerId ?? null,
          ...(whose?.guestName === undefined && visitor === undefined
            ? {}
            : { guestName: visitor?.name ?? whose?.guestName ?? null }),
        },
        actor,
      );
      tellMade(tx, booking, actor);
      return bookingBodyOf(tx.em, booking.id);
    }),
  );

interface Patient {
  readonly petId: number;
  readonly ownerId: number | null;
  /** Of who came with it without an account. */
  readonly guestName: string | null;
}

/** A pet that was booked at the clinic before. @throws problem `invalid_request` */
async function findPatient({ em }: Tx, clinicId: number, petId: number): Promise<Patient> {
  const [patient] = await query<Patient>(
    em,
    `select p.id as "petId", p.owner_id as "ownerId",
            case when p.owner_id is null then b.guest_name end as "guestName"
     from bookings b join pets_v p on p.id = b.pet_id
     where b.clinic_id = ?::bigint and b.pet_id = ?::bigint and not p.is_deleted
     order by b.starts_at desc limit 1`,
    [clinicId, petId],
  );
  if (patient) return patient;
  throw invalidField('body.petId', {
    en: 'No pet of this clinic has this id',
    id: 'Klinik ini tidak mengenal hewan dengan id ini',
  });
}
