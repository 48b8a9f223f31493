import type { Database } from '@antrean/platform/database';
import { created, fileAnswers, noContent, ok, route, type Route } from '@antrean/platform/http';
import { IMAGE_PIXELS, WHOLE_PIXELS } from '@antrean/platform/images';
import {
  attachFile,
  type AttachmentDependencies,
  BYTES_PER_USER,
  FILES_PER_ORDER,
  removeAttachment,
} from './attach-file.ts';
import {
  attachmentPage,
  attachmentParams,
  attachmentView,
  uploadQuery,
  attachmentKind,
} from './attachment.contract.ts';
import { downloadAttachment, downloadThumbnail, listAttachments } from './attachment.queries.ts';
import { attachmentQuery, orderParams } from '../work-order.contract.ts';
import { permissions } from '../work-order.policy.ts';

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
      summary: 'Attach a file: its bytes are the body, or the one part of a form',
      description:
        'Sent as it is with its own `Content-Type` (`curl --data-binary @drawing.pdf -H "Content-Type: ' +
        'application/pdf"`), or in a form (`curl -F file=@drawing.pdf`). What it is follows from its ' +
        `content. Images are encoded anew: upright, their first frame, without what else is in the file; a damaged one, or one ` +
        `of more than ${IMAGE_PIXELS / 1_000_000} million pixels (${WHOLE_PIXELS / 1_000_000} if it is progressive, interlaced, turned by its EXIF or WebP), is refused. So is a PDF with scripts, or an encrypted one. A work order takes ${FILES_PER_ORDER} files, one person may attach ${BYTES_PER_USER / 1024 ** 3} GiB in 24 hours.`,
      tag,
      params: orderParams,
      query: uploadQuery,
      response: attachmentView,
      status: 201,
      takesFile: attachmentKind,
      rateLimit: 'create',
      problems: [...attachmentKind.codes, 'work_order_attachments_full', 'attachment_quota_exceeded'],
      handler: async ({ actor, params, query, context, raw, signal }) => {
        const attachment = await attachFile(dependencies, actor, context, {
          orderId: params.id,
          name: query.filename,
          request: raw,
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
      produces: attachmentKind.types.map(({ contentType }) => contentType),
      ...fileAnswers,
      problems: ['range_not_satisfiable', 'precondition_failed'],
      handler: async ({ actor, params: { id: orderId, attachmentId } }) =>
        downloadAttachment(dependencies, actor, { orderId, attachmentId }),
    }),
    route({
      method: 'get',
      path: `${path}/:attachmentId/thumbnail`,
      access: permissions.read,
      summary: 'Download the thumbnail of an image of an order',
      description: 'WebP of 320 pixels at most. Not found until a worker has made it: see `thumbnail_url`.',
      tag,
      params: attachmentParams,
      produces: ['image/webp'],
      ...fileAnswers,
      problems: ['range_not_satisfiable', 'precondition_failed'],
      handler: async ({ actor, params: { id: orderId, attachmentId } }) =>
        downloadThumbnail(dependencies, actor, { orderId, attachmentId }),
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
