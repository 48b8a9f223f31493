import type { RoleDefaults } from '@antrean/access';
import { definePermissions, may, type UserPrincipal } from '@antrean/platform/auth';

/**
 * `book` reaches one's own bookings, `attend` those of a clinic, mostly of one alone; `use` opens the door to both and
 * reaches none by itself.
 */
export const permissions = definePermissions('bookings', ['use', 'book', 'attend']);

export const bookingRoleDefaults: RoleDefaults = {
  customer: [permissions.use, permissions.book],
  clinic_manager: [permissions.use, permissions.attend],
  clinic_staff: [permissions.use, permissions.attend],
  administrator: [permissions.use, permissions.attend],
};

interface Whose {
  readonly clinicId: number;
  readonly customerId?: number | null | undefined;
}

/** Whether it is the actor's own booking. */
export const isOwn = (actor: UserPrincipal, { customerId }: Whose): boolean =>
  customerId === actor.userId && may(actor, permissions.book);

/** Whether the actor handles bookings of this clinic. */
export const attends = (actor: UserPrincipal, { clinicId }: Pick<Whose, 'clinicId'>): boolean =>
  may(actor, permissions.attend, { clinic: clinicId });

export const concerns = (actor: UserPrincipal, booking: Whose): boolean =>
  isOwn(actor, booking) || attends(actor, booking);
