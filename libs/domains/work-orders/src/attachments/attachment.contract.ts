import { defineFileKind, JPEG, PDF, PNG, TEXT, WEBP } from '@antrean/platform/files';
import { id, idParameter, instant, page } from '@antrean/platform/http';
import { z } from 'zod';
import type { WorkOrderAttachment } from '../work-order.entity.ts';

export const attachmentParams = z.object({ id: idParameter, attachmentId: idParameter });
export const uploadQuery = z.object({
  filename: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .optional()
    .describe(
      'Stands before the name that a form gives. Its ending follows the content, whatever it is here; control ' +
        'characters and direction marks in it become "_"',
    ),
});

export const attachmentView = z.object({
  id,
  work_order_id: id.describe(
    'The order to which it was attached; of a part, that may be the one it was split from',
  ),
  filename: z.string(),
  content_type: z.string(),
  size: z.int().describe('Bytes'),
  sha256: z.string(),
  thumbnail_url: z
    .string()
    .nullable()
    .describe('Of an image, as soon as a worker has made one; null until then, and for other files')
    .meta({ examples: ['/api/workorders/7/attachments/3/thumbnail'] }),
  uploaded_by: id,
  uploaded_by_name: z.string(),
  created_at: instant,
});
export type AttachmentView = z.infer<typeof attachmentView>;
export const attachmentPage = page(attachmentView);

/**
 * @param orderId of which order it is shown: the thumbnail is read there
 * @param hasThumbnail whether its thumbnail is made
 */
export const attachmentToWire = (
  attachment: WorkOrderAttachment,
  orderId: number,
  hasThumbnail: boolean,
): AttachmentView => ({
  id: attachment.id,
  work_order_id: attachment.workOrderId,
  filename: attachment.fileName,
  content_type: attachment.contentType,
  size: attachment.size,
  sha256: attachment.sha256,
  thumbnail_url: hasThumbnail ? `/api/workorders/${orderId}/attachments/${attachment.id}/thumbnail` : null,
  uploaded_by: attachment.uploadedBy,
  uploaded_by_name: attachment.uploadedByName,
  created_at: attachment.createdAt.toISOString(),
});

export const attachmentKind = defineFileKind({
  name: 'attachment',
  folder: 'work-orders',
  maxBytes: 10 * 1024 * 1024,
  types: [PDF, PNG, JPEG, WEBP, TEXT],
  thumbnails: true,
});
