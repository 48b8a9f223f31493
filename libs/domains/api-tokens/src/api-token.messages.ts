import { defineEvent } from '@antrean/platform/messages';
import { tokenRoom } from '@antrean/platform/realtime';
import { z } from 'zod';

const token = z.object({
  tokenId: z.string(),
  name: z.string(),
  abilities: z.array(z.string()),
  /** A machine's; null when it acts for its user. */
  subject: z.object({ kind: z.string(), id: z.int() }).nullable(),
  /** Who made it. */
  userId: z.int(),
  userName: z.string(),
});

/** A person's own name for theirs is not for the trail, which is kept for longer than the token. */
const called = ({ subject, name, tokenId }: z.infer<typeof token>): string =>
  subject ? `"${name}"` : tokenId;
const whose = ({ subject, userName }: z.infer<typeof token>): string =>
  subject ? `${subject.kind} ${subject.id}` : userName;

export const apiTokenCreated = defineEvent({
  name: 'api-token.created',
  version: 1,
  summary: 'A token was made, for a program of a user or for a machine.',
  schema: token.extend({ expiresAt: z.string() }),
  audit: {
    API_TOKEN_CREATED: (created) => ({
      subject: created.userName,
      detail:
        `Token ${called(created)} of ${whose(created)} may ${created.abilities.join(', ')} ` +
        `until ${created.expiresAt}`,
    }),
  },
});

export const apiTokenRevoked = defineEvent({
  name: 'api-token.revoked',
  version: 1,
  summary: 'A token was revoked; its sockets are closed.',
  schema: token,
  disconnects: { rooms: ({ tokenId }) => [tokenRoom(tokenId)] },
  audit: {
    API_TOKEN_REVOKED: (revoked) => ({
      subject: revoked.userName,
      detail: `Token ${called(revoked)} of ${whose(revoked)} opens nothing any more`,
    }),
  },
});

export const apiTokenMessages = [apiTokenCreated, apiTokenRevoked];
