import { query, type Database } from '@antrean/platform/database';
import type { ApplicationForm } from './application-step.ts';
import { VendorApplication } from './application.entity.ts';
import type { Status } from './application.state.ts';
import { REQUIRED_KINDS } from './documents/document-kind.ts';

/** A form in which nothing is missing but the documents. */
export const completeForm = (name = 'Klinik Satwa Sehat'): Required<ApplicationForm> => ({
  business: { name, phone: '+628123456789', email: 'halo@satwasehat.test', description: 'Anjing dan kucing' },
  location: {
    address: { street: 'Jalan Kemang Raya 12', city: 'Jakarta Selatan', province: 'DKI Jakarta' },
    location: { lat: -6.2607, lng: 106.8137 },
    timezone: 'Asia/Jakarta',
  },
  services: {
    services: [
      { name: 'Vaksinasi', price: 150_000, durationMinutes: 30 },
      { name: 'Konsultasi', price: 100_000, durationMinutes: 20, bufferMinutes: 10 },
    ],
  },
  documents: { licenceNumber: 'NIB 1234567890123', taxNumber: '01.234.567.8-901.000' },
  review: { confirmed: true },
});

/** An application with all that it needs, in one of the states before a decision; nobody is told of it. */
export async function createTestApplication(
  database: Database,
  applicant: { readonly userId: number },
  {
    status = 'submitted',
    name,
    documents = REQUIRED_KINDS.length,
  }: { status?: Exclude<Status, 'approved'>; name?: string; documents?: number } = {},
): Promise<VendorApplication> {
  const em = database.fork();
  const wasSubmitted = status !== 'draft';
  const isClosed = status === 'rejected' || status === 'withdrawn';
  const application = em.create(VendorApplication, {
    applicantId: applicant.userId,
    applicantName: '',
    status,
    form: completeForm(name),
    submittedAt: wasSubmitted ? new Date() : null,
    submissions: wasSubmitted ? 1 : 0,
    closedAt: isClosed ? new Date() : null,
  });
  await em.flush();
  await query(
    em,
    `insert into vendor_documents (application_id, kind, file_key, file_name, content_type, size, sha256, uploaded_by)
     select ?, (array['business_licence', 'identity', 'tax_number'])[n], gen_random_uuid(), 'a.pdf', 'application/pdf', 1, '', ?
     from generate_series(1, ?) n`,
    [application.id, applicant.userId, documents],
  );
  return application;
}
