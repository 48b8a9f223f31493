import { defineFileKind, JPEG, PDF, PNG, TEXT, WEBP } from '@antrean/platform/files';

export const attachmentKind = defineFileKind({
  name: 'attachment',
  folder: 'work-orders',
  maxBytes: 10 * 1024 * 1024,
  types: [PDF, PNG, JPEG, WEBP, TEXT],
});
