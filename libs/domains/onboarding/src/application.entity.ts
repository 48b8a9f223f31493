import { versioned } from '@antrean/platform/database';
import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import type { ApplicationForm } from './application-step.ts';
import { DECISIONS, STATUSES } from './application.state.ts';
import { DOCUMENT_KINDS, VERDICTS } from './documents/document-kind.ts';

/** The application of somebody who wants to be listed with a clinic. */
export const VendorApplication = defineEntity({
  name: 'VendorApplication',
  tableName: 'vendor_applications',
  properties: {
    id: p.integer().primary(),
    applicantId: p.integer(),
    applicantName: p
      .text()
      .formula((application) => `(select full_name from users_v where id = ${application.applicantId})`),
    status: p.enum(STATUSES),
    form: p.json<ApplicationForm>(),
    submittedAt: p.datetime().nullable(),
    submissions: p.integer().default(0),
    reviewerId: p.integer().nullable(),
    reviewerName: p
      .text()
      .nullable()
      .formula((application) => `(select full_name from users_v where id = ${application.reviewerId})`),
    decision: p.enum(DECISIONS).nullable(),
    reason: p.text().nullable(),
    decidedBy: p.integer().nullable(),
    decidedByName: p
      .text()
      .nullable()
      .formula((application) => `(select full_name from users_v where id = ${application.decidedBy})`),
    decidedAt: p.datetime().nullable(),
    clinicId: p.integer().nullable(),
    closedAt: p.datetime().nullable(),
    documentsUntil: p.datetime().nullable(),
    remindedAt: p.datetime().nullable(),
    touchedAt: p.datetime().defaultRaw('now()'),
    ...versioned,
  },
});
export type VendorApplication = InferEntity<typeof VendorApplication>;

/** A file that proves what an application says. */
export const VendorDocument = defineEntity({
  name: 'VendorDocument',
  tableName: 'vendor_documents',
  properties: {
    id: p.integer().primary(),
    applicationId: p.integer(),
    kind: p.enum(DOCUMENT_KINDS),
    fileKey: p.text(),
    fileName: p.text(),
    contentType: p.text(),
    size: p.integer(),
    sha256: p.text(),
    uploadedBy: p.integer(),
    verdict: p.enum(VERDICTS).nullable(),
    remark: p.text().nullable(),
    judgedBy: p.integer().nullable(),
    judgedAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
export type VendorDocument = InferEntity<typeof VendorDocument>;
