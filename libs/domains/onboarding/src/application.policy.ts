import type { RoleDefaults } from '@antrean/access';
import { definePermissions, may, type UserPrincipal } from '@antrean/platform/auth';

/** `apply` reaches one's own applications, `review` those of all that were ever handed in; `read` opens the door to both. */
export const permissions = definePermissions('onboarding', ['apply', 'read', 'review']);

export const onboardingRoleDefaults: RoleDefaults = {
  customer: [permissions.apply, permissions.read],
  administrator: [permissions.review, permissions.read],
};

interface Application {
  readonly applicantId: number;
  readonly submittedAt?: Date | null | undefined;
}

export const isOwn = (actor: UserPrincipal, { applicantId }: Application): boolean =>
  applicantId === actor.userId;

/** Nobody but its applicant knows of an application that was never handed in. */
export const mayReview = (actor: UserPrincipal, { submittedAt }: Application): boolean =>
  may(actor, permissions.review) && submittedAt instanceof Date;

export const mayRead = (actor: UserPrincipal, application: Application): boolean =>
  isOwn(actor, application) || mayReview(actor, application);
