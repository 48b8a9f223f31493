import { defineEvent } from '@antrean/platform/messages';
import { displayRoom } from '@antrean/platform/realtime';
import { z } from 'zod';

const display = z.object({ id: z.string(), label: z.string(), outletId: z.int().nullable() });

const where = (outletId: number | null): string => (outletId === null ? 'all outlets' : `outlet ${outletId}`);

export const displayTokenCreated = defineEvent({
  name: 'display-token.created',
  version: 1,
  summary: 'A screen may watch the order feed.',
  schema: display,
  audit: {
    DISPLAY_TOKEN_CREATED: ({ label, outletId }) => ({
      subject: label,
      detail: `Display "${label}" may watch the orders of ${where(outletId)}`,
    }),
  },
});

export const displayTokenRevoked = defineEvent({
  name: 'display-token.revoked',
  version: 1,
  summary: 'A screen may not watch the order feed any more; its sockets are closed.',
  schema: display,
  disconnects: { rooms: ({ id }) => [displayRoom(id)] },
  audit: {
    DISPLAY_TOKEN_REVOKED: ({ label, outletId }) => ({
      subject: label,
      detail: `Display "${label}" may not watch the orders of ${where(outletId)} any more`,
    }),
  },
});

export const displayMessages = [displayTokenCreated, displayTokenRevoked];
