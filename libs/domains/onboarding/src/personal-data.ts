import type { PersonalDataSource } from '@antrean/platform/domain';
import { query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import { VendorApplication, VendorDocument } from './application.entity.ts';
import { documentToWire } from './application.contract.ts';
import { discardDocuments, removeApplications } from './tidy-applications.ts';

/** Rows that are in memory at once. */
const PAGE = 50;

async function* applicationsOf(em: EntityManager, userId: number): AsyncGenerator<VendorApplication> {
  for (let after = 0; ;) {
    const page = await em.find(
      VendorApplication,
      { applicantId: userId, id: { $gt: after } },
      { orderBy: { id: 'asc' }, limit: PAGE, disableIdentityMap: true },
    );
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.id;
  }
}

async function* documentsOf(em: EntityManager, userId: number): AsyncGenerator<VendorDocument> {
  for await (const { id } of applicationsOf(em, userId)) {
    yield* await em.find(
      VendorDocument,
      { applicationId: id },
      { orderBy: { id: 'asc' }, disableIdentityMap: true },
    );
  }
}

/** What people told of themselves and their business when they applied. */
export const onboardingData: PersonalDataSource = {
  name: 'vendor-applications',

  async *read(em, userId) {
    for await (const application of applicationsOf(em, userId)) {
      const { id, status, form, decision, reason, clinicId } = application;
      const row = {
        ...{
          id,
          status,
          form,
          decision: decision ?? null,
          reason: reason ?? null,
          clinicId: clinicId ?? null,
        },
        createdAt: application.createdAt.toISOString(),
        submittedAt: application.submittedAt?.toISOString() ?? null,
        decidedAt: application.decidedAt?.toISOString() ?? null,
      };
      yield { section: 'applications', row };
    }
    for await (const document of documentsOf(em, userId)) {
      const { applicationId } = document;
      yield { section: 'documents', row: { applicationId, ...documentToWire(document) } };
    }
  },

  async *files(em, userId) {
    for await (const { id, applicationId, fileKey, fileName } of documentsOf(em, userId)) {
      yield { key: fileKey, name: `${applicationId}/${id} ${fileName}` };
    }
  },

  /** Of an approved application stays that it was, and of which clinic: others count on the clinic. */
  async erase(tx, userId) {
    const found = await query<{ id: number }>(
      tx.em,
      `select id from vendor_applications where applicant_id = ? order by id for update`,
      [userId],
    );
    const applications = await tx.em.find(VendorApplication, { id: found.map(({ id }) => id) });
    const approved = applications.filter(({ status }) => status === 'approved');
    await removeApplications(
      tx,
      applications.filter(({ status }) => status !== 'approved'),
    );
    await discardDocuments(tx, approved);
    for (const application of approved) {
      const { name } = application.form.business ?? {};
      tx.em.assign(application, { reason: null, documentsUntil: null });
      application.form = name === undefined ? {} : { business: { name } };
    }
    await tx.em.flush();
    const ids = [JSON.stringify(approved.map(({ id }) => id))];
    await query(
      tx.em,
      `update vendor_application_history set reason = null
       where reason is not null and application_id in (select jsonb_array_elements_text(?::jsonb)::int)`,
      ids,
    );
    await query(
      tx.em,
      `delete from vendor_application_notes
       where application_id in (select jsonb_array_elements_text(?::jsonb)::int)`,
      ids,
    );
  },
};
