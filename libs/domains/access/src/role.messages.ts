import { defineEvent, type EventDefinition } from '@antrean/platform/messages';
import { roleRoom } from '@antrean/platform/realtime';
import { accessPermissions } from './access.policy.ts';
import { z } from 'zod';

const changed = z.object({
  key: z.string(),
  label: z.string(),
  permissions: z.array(z.string()),
  /** Whether its permissions are others than before; absent in events that are older than this field. */
  permissionsChanged: z.boolean().optional(),
});

const roleEvent = (happened: 'created' | 'updated' | 'deleted'): EventDefinition<z.infer<typeof changed>> =>
  defineEvent({
    name: `role.${happened}`,
    version: 1,
    summary: `A role was ${happened}.`,
    schema: changed,
    // Sockets of its users come back by themselves and hear what the role may hear now.
    disconnects: {
      rooms: ({ key, permissionsChanged }) => (permissionsChanged === false ? [] : [roleRoom(key)]),
    },
    // Whoever manages them sees it.
    realtime: {
      namespace: '/notifications',
      readers: [{ holding: accessPermissions['manage-roles'] }],
      schema: changed.pick({ key: true }),
    },
    audit: {
      [`ROLE_${happened.toUpperCase()}`]: ({ key, permissions }) => ({
        subject: key,
        detail: `Role ${key} was ${happened}; permissions: ${permissions.join(', ') || 'none'}`,
      }),
    },
  });

export const roleCreated = roleEvent('created');
export const roleUpdated = roleEvent('updated');
export const roleDeleted = roleEvent('deleted');
export const roleEvents = [roleCreated, roleUpdated, roleDeleted];
