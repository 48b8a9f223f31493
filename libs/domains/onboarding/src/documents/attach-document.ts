import type { IncomingMessage } from 'node:http';
import type { UserPrincipal } from '@antrean/platform/auth';
import { findRow, offsetOf, query, type Database } from '@antrean/platform/database';
import { discardFiles, downloadFile, type FileStorage } from '@antrean/platform/files';
import { problem, toPage, type Page, type Reply } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type UnitOfWork } from '@antrean/platform/transaction';
import { receiveUpload } from '@antrean/platform/uploads';
import type { EntityManager } from '@mikro-orm/postgresql';
import { documentToWire, type DocumentView } from '../application.contract.ts';
import { VendorDocument } from '../application.entity.ts';
import { onboardingProblem } from '../application.problem.ts';
import { findReadable, lockOwn } from '../application.queries.ts';
import { documentFile, DOCUMENTS_PER_DAY, MOST_DOCUMENTS, type DocumentKind } from './document-kind.ts';
import { record } from '../history.ts';
import { documentAdded, documentRemoved } from '../messages.ts';
import { assertEditable, lockEditable, touch } from '../save-step.ts';

export interface DocumentDependencies {
  unitOfWork: UnitOfWork;
  storage: FileStorage;
}

/**
 * Adds a document to an application, as its bytes arrive.
 * @throws problem `not_found`, `application_status_conflict`, `application_documents_full`, `document_quota_exceeded`,
 *   those of {@link documentFile}
 */
export function attachDocument(
  dependencies: DocumentDependencies,
  actor: UserPrincipal,
  context: Context,
  upload: {
    id: number;
    kind: DocumentKind;
    request: IncomingMessage;
    name: string | undefined;
    signal: AbortSignal;
  },
): Promise<DocumentView> {
  const { id, kind, ...rest } = upload;
  return receiveUpload(
    dependencies,
    context,
    { ...rest, kind: documentFile, folder: String(id) },
    {
      check: async (tx) => {
        await lockEditable(tx.em, actor, id);
        await assertRoom(tx.em, actor, id);
      },
      keep: async (tx, { key, name, ...file }) => {
        // Once more: it may have been submitted, or filled up, while the file arrived.
        const application = await lockEditable(tx.em, actor, id);
        await assertRoom(tx.em, actor, id);
        const document = tx.em.create(VendorDocument, {
          ...file,
          applicationId: id,
          kind,
          fileKey: key,
          fileName: name,
          uploadedBy: actor.userId,
        });
        await touch(tx, application);
        await tx.em.flush();
        await record(tx, application, 'document_added', { detail: kind });
        const { applicantId, status, submissions } = application;
        publish(tx, documentAdded, {
          ...{ id, applicantId, status, wasSubmitted: submissions > 0 },
          ...{ documentId: document.id, kind },
        });
        return documentToWire(document);
      },
    },
  );
}

/** The application is locked, so that nobody else takes its last place. */
async function assertRoom(em: EntityManager, { userId }: UserPrincipal, id: number): Promise<void> {
  if ((await em.count(VendorDocument, { applicationId: id })) >= MOST_DOCUMENTS) {
    throw onboardingProblem('application_documents_full', { parameters: { limit: MOST_DOCUMENTS } });
  }
  const [sent] = await query<{ count: number }>(
    em,
    `select count(*)::int as count from vendor_application_history
     where action = 'document_added' and actor_id = ? and at > now() - interval '24 hours'`,
    [userId],
  );
  if ((sent?.count ?? 0) >= DOCUMENTS_PER_DAY) {
    throw onboardingProblem('document_quota_exceeded', { parameters: { limit: DOCUMENTS_PER_DAY } });
  }
}

/**
 * Takes a document off an application; a job removes its bytes.
 * @throws problem `not_found`, `application_status_conflict`
 */
export async function removeDocument(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  { id, documentId }: { id: number; documentId: number },
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const application = await lockOwn(tx.em, actor, id);
    const document = await findRow(tx.em, VendorDocument, { id: documentId, applicationId: id });
    assertEditable(application);
    const { kind, fileKey } = document;
    tx.em.remove(document);
    await touch(tx, application);
    await tx.em.flush();
    await record(tx, application, 'document_removed', { detail: kind });
    const { applicantId, status, submissions } = application;
    publish(tx, documentRemoved, {
      ...{ id, applicantId, status, wasSubmitted: submissions > 0 },
      ...{ documentId, kind },
    });
    await discardFiles(tx, [fileKey]);
  });
}

/** The documents of an application, the newest first. @throws problem `not_found`, `page_not_counted` */
export async function listDocuments(
  em: EntityManager,
  actor: UserPrincipal,
  id: number,
  paging: { page: number; limit: number },
): Promise<Page<DocumentView>> {
  const offset = offsetOf(paging);
  await findReadable(em, actor, id);
  const [documents, total] = await em.findAndCount(
    VendorDocument,
    { applicationId: id },
    { orderBy: { id: 'desc' }, limit: paging.limit, offset },
  );
  return toPage(documents.map(documentToWire), total, paging);
}

/**
 * The bytes of a document, always to be saved and never shown in the page.
 * @throws problem `not_found` when the actor may not read the application, or it has no such document
 */
export async function downloadDocument(
  { database, storage }: { database: Database; storage: FileStorage },
  actor: UserPrincipal,
  { id, documentId }: { id: number; documentId: number },
): Promise<Reply<never>> {
  const em = database.fork();
  await findReadable(em, actor, id);
  const document = await findRow(em, VendorDocument, { id: documentId, applicationId: id });
  const { fileKey: key, fileName: name, contentType, sha256 } = document;
  const file = await downloadFile(storage, { key, name, contentType, sha256 });
  if (!file) throw problem('not_found');
  return file;
}
