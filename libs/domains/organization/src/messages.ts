import { defineEvent, type EventDefinition } from '@antrean/platform/messages';
import { z } from 'zod';

const named = z.object({ id: z.int(), name: z.string(), isActive: z.boolean() });

type MasterDataEvent = EventDefinition<z.infer<typeof named>>;

/** The two events of one kind of master data, and what the auditor writes about them. */
function masterDataEvents(kind: string): { created: MasterDataEvent; updated: MasterDataEvent } {
  const label = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  return {
    created: defineEvent({
      name: `${kind}.created`,
      version: 1,
      summary: `A ${kind} was added.`,
      schema: named,
      audit: {
        [`${kind.toUpperCase()}_CREATED`]: ({ name }) => ({
          subject: name,
          detail: `${label} "${name}" was added`,
        }),
      },
    }),
    updated: defineEvent({
      name: `${kind}.updated`,
      version: 1,
      summary: `A ${kind} was renamed, changed, switched off or on.`,
      schema: named,
      audit: {
        [`${kind.toUpperCase()}_UPDATED`]: ({ name, isActive }) => ({
          subject: name,
          detail: `${label} "${name}" was changed and is ${isActive ? 'active' : 'inactive'}`,
        }),
      },
    }),
  };
}

export const departmentEvents = masterDataEvents('department');
export const positionEvents = masterDataEvents('position');
export const shiftEvents = masterDataEvents('shift');
export const outletEvents = masterDataEvents('outlet');

export const organizationMessages = [departmentEvents, positionEvents, shiftEvents, outletEvents].flatMap(
  ({ created, updated }) => [created, updated],
);
