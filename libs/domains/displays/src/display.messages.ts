import { defineEvent } from '@antrean/platform/messages';
import { displayRoom } from '@antrean/platform/realtime';
import { z } from 'zod';
import { SCREENS, type Screen } from './screen.ts';

const display = z.object({
  id: z.string(),
  label: z.string(),
  // Of before there were others.
  screen: z.enum(SCREENS).default('sales'),
  outletId: z.int().nullable(),
});

/** What it may do, or may do no more. */
function what({ screen, outletId }: { screen: Screen; outletId: number | null }): string {
  const where = outletId === null ? 'all outlets' : `outlet ${outletId}`;
  if (screen === 'sales') return `watch the orders of ${where}`;
  return `show the screen "${screen}"${outletId === null ? '' : ` of ${where}`}`;
}

export const displayTokenCreated = defineEvent({
  name: 'display-token.created',
  version: 1,
  summary: 'A screen may watch the order feed, or show a screen of the console.',
  schema: display,
  audit: {
    DISPLAY_TOKEN_CREATED: (display) => ({
      subject: display.label,
      detail: `Display "${display.label}" may ${what(display)}`,
    }),
  },
});

export const displayTokenRevoked = defineEvent({
  name: 'display-token.revoked',
  version: 1,
  summary: 'A screen may show nothing any more; its sockets are closed.',
  schema: display,
  disconnects: { rooms: ({ id }) => [displayRoom(id)] },
  audit: {
    DISPLAY_TOKEN_REVOKED: (display) => ({
      subject: display.label,
      detail: `Display "${display.label}" may not ${what(display)} any more`,
    }),
  },
});

export const displayMessages = [displayTokenCreated, displayTokenRevoked];
