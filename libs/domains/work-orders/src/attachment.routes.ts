import type { Database } from '@antrean/platform/database';
import { created, fileAnswers, noContent, ok, route, type Route } from '@antrean/platform/http';
import { attachFile, type AttachmentDependencies } from './attach-file.ts';
import {
  ATTACHMENT_LIMIT,
  attachmentPage,
  attachmentParams,
  attachmentView,
  uploadQuery,
} from './attachment.contract.ts';
import { BYTES_PER_USER, FILES_PER_ORDER } from './attachment-quota.ts';
import { downloadAttachment, listAttachments } from './attachment.queries.ts';
import { ATTACHMENT_TYPES } from './file-kind.ts';
import { IMAGE_PIXELS } from './inspect-image.ts';
import { removeAttachment } from './remove-attachment.ts';
import { attachmentQuery, orderParams } from './work-order.contract.ts';
import { permissions } from './work-order.policy.ts';
import { workOrderProblem } from './work-order.problem.ts';

const tag = 'Work orders';

/** The files of work orders, under a prefix such as `/api`. */
export function attachmentRoutes(
  dependencies: AttachmentDependencies & { database: Database },
  prefix: string,
): Route[] {
  const path = `${prefix}/workorders/:id/attachments`;
  return [
    route({
      method: 'post',
      path,
      access: permissions.record,
      summary: 'Attach a file: its bytes are the body',
      description:
        'PDF, PNG, JPEG, WebP or plain text, at most 10 MiB, sent as it is with its own `Content-Type` ' +
        '(`curl --data-binary @drawing.pdf -H "Content-Type: application/pdf"`). What it is follows from its ' +
        `content. Images are decoded: a damaged one, or one of more than ${IMAGE_PIXELS / 1_000_000} million pixels, is ` +
        `refused. A work order takes ${FILES_PER_ORDER} files, one person may attach ${BYTES_PER_USER / 1024 ** 3} GiB in 24 hours.`,
      tag,
      params: orderParams,
      query: uploadQuery,
      response: attachmentView,
      status: 201,
      takesFile: true,
      rateLimit: 'create',
      problems: [
        'attachment_too_large',
        'attachment_type_refused',
        'attachment_incomplete',
        'attachment_image_damaged',
        'attachment_image_too_large',
        'work_order_attachments_full',
        'attachment_quota_exceeded',
      ],
      handler: async ({ actor, params, query, context, header, raw, signal }) => {
        assertUpload(header('content-type') ?? '', Number(header('content-length') ?? 0));
        const attachment = await attachFile(dependencies, actor, context, {
          orderId: params.id,
          filename: query.filename,
          // A refusal must leave the connection open, or the client never reads it.
          bytes: raw.iterator({ destroyOnReturn: false }),
          signal,
        });
        return created(attachment, `${path.replace(':id', String(params.id))}/${attachment.id}`);
      },
    }),
    route({
      method: 'get',
      path,
      access: permissions.read,
      summary: 'List the files of an order, newest first',
      tag,
      params: orderParams,
      query: attachmentQuery,
      response: attachmentPage,
      handler: async ({ actor, params, query }) =>
        ok(await listAttachments(dependencies.database, actor, params.id, query)),
    }),
    route({
      method: 'get',
      path: `${path}/:attachmentId`,
      access: permissions.read,
      summary: 'Download a file of an order',
      tag,
      params: attachmentParams,
      produces: ATTACHMENT_TYPES,
      ...fileAnswers,
      problems: ['range_not_satisfiable', 'precondition_failed'],
      handler: async ({ actor, params: { id: orderId, attachmentId } }) =>
        downloadAttachment(dependencies, actor, { orderId, attachmentId }),
    }),
    route({
      method: 'delete',
      path: `${path}/:attachmentId`,
      access: permissions.record,
      summary: 'Remove a file from an order; operators remove those that they attached',
      tag,
      params: attachmentParams,
      status: 204,
      handler: async ({ actor, context, params: { id: orderId, attachmentId } }) => {
        await removeAttachment(dependencies, actor, context, { orderId, attachmentId });
        return noContent();
      },
    }),
  ];
}

/** What can be refused before a byte is read. A form would be taken for a text file. */
function assertUpload(contentType: string, announced: number): void {
  if (/^\s*(multipart\/|application\/(x-www-form-urlencoded|([\w.-]+\+)?json))/i.test(contentType)) {
    throw workOrderProblem('attachment_incomplete');
  }
  if (announced > ATTACHMENT_LIMIT) {
    throw workOrderProblem('attachment_too_large', { parameters: { limit: ATTACHMENT_LIMIT } });
  }
}
