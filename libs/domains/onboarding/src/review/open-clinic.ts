import { findUser } from '@antrean/accounts';
import { createClinic, newClinic, setUpClinic, type OpenDay } from '@antrean/clinics';
import type { Tx } from '@antrean/platform/transaction';
import { completeSteps } from '../application-step.ts';
import type { VendorApplication } from '../application.entity.ts';
import { onboardingProblem } from '../application.problem.ts';

const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];
/** Until its manager says otherwise: the form does not ask for hours. */
const FIRST_HOURS: readonly OpenDay[] = MONDAY_TO_FRIDAY.map((weekday) => ({
  weekday,
  opens: '08:00',
  closes: '17:00',
}));

/**
 * Makes a clinic of an application, with its services and usual hours, and nobody who manages it yet.
 * @returns the clinic's id
 * @throws problem `applicant_inactive` (409); `application_incomplete` (422) when what was complete is not any more, by
 *   rules that have changed since
 */
export async function openClinic(tx: Tx, { form, applicantId }: VendorApplication): Promise<number> {
  const applicant = await findUser(tx.em, applicantId);
  if (!applicant?.isActive) throw onboardingProblem('applicant_inactive');
  const business = completeSteps.business.safeParse(form.business);
  const location = completeSteps.location.safeParse(form.location);
  const offered = completeSteps.services.safeParse(form.services);
  if (!business.success || !location.success || !offered.success) {
    const steps = Object.entries({ business, location, services: offered });
    const incomplete = steps.flatMap(([step, { success }]) => (success ? [] : [step])).join(', ');
    throw onboardingProblem('application_incomplete', { parameters: { incomplete } });
  }
  const { legalName: _, ...shown } = business.data;
  const { id } = await createClinic(tx, newClinic.parse({ ...shown, ...location.data }));
  await setUpClinic(tx, id, { services: offered.data.services, weekly: FIRST_HOURS });
  return id;
}
