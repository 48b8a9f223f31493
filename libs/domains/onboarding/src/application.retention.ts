import type { Retention } from '@antrean/platform/retention';

/** Days without a word of the applicant after which they are reminded, once. */
export const REMIND_AFTER_DAYS = 7;
/** After which a draft is removed, and an application whose changes nobody makes counts as withdrawn. */
export const UNFINISHED_DAYS = 60;
/** So long the documents of a rejected or withdrawn application stay, for who asks why. */
export const DOCUMENTS_DAYS = 90;
/** And those of an approved one: what proves who stands behind a clinic. */
export const PROOF_DAYS = 5 * 365;
/** Rejected and withdrawn applications; those that no reviewer ever saw go as drafts do. */
export const CLOSED_DAYS = 730;

export const onboardingRetention: readonly Retention[] = [
  {
    table: 'vendor_applications',
    removed:
      `a draft ${UNFINISHED_DAYS} days after it was last touched, a rejected or withdrawn one ${CLOSED_DAYS} days ` +
      `after its end (${UNFINISHED_DAYS} when it was never submitted); an approved one stays: the origin of its clinic`,
  },
  {
    table: 'vendor_documents',
    removed:
      `with the file, by its applicant, ${DOCUMENTS_DAYS} days after its application was rejected or withdrawn, ` +
      `${PROOF_DAYS} days after it was approved`,
  },
  { table: 'vendor_application_history', removed: 'with its application' },
  { table: 'vendor_application_notes', removed: 'with its application' },
];
